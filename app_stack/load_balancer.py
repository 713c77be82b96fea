"""The way in: a load balancer that speaks HTTPS if it has a certificate, and the targets behind it."""

from collections.abc import Callable

from aws_cdk import CfnOutput
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancingv2 as elb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from app_stack.network import PRIVATE, PUBLIC
from app_stack.web_acl import WebAcl
from config import names
from config.model import Environment, Pipeline
from stack_parts.logs import access_logs_bucket
from stack_parts.role import allow_to

APPLICATION_PORT = 8080
HEALTH_CHECK_PATH = "/healthz"
Targets = Callable[[Construct], elb.ApplicationTargetGroup]
"""Makes the targets within the load balancer's construct."""


class Balancer(Construct):
    """It listens to nothing yet."""

    def __init__(
        self, scope: Construct, config: Pipeline, environment: Environment, vpc: ec2.IVpc, log_key: kms.IKey
    ) -> None:
        super().__init__(scope, "LoadBalancer")
        self._config, self._environment, self._vpc = config, environment, vpc
        self.security_group = self._security_group()
        self.balancer = self._balancer()
        url = f"{self._scheme.lower()}://{self.balancer.load_balancer_dns_name}"
        CfnOutput(self, "Url", value=url, description="The application").override_logical_id("Url")
        if config.security.web_acl:
            WebAcl(self, config, environment, self.balancer, log_key)

    def _security_group(self) -> ec2.SecurityGroup:
        group = ec2.SecurityGroup(
            self,
            "SecurityGroup",
            vpc=self._vpc,
            description="Load balancer: in from the allowed ranges, out to the instances",
            allow_all_outbound=False,
        )
        port = 443 if self._environment.network.certificate else 80
        for cidr in self._environment.network.allow:
            peer = ec2.Peer.ipv4(cidr)
            group.add_ingress_rule(peer, ec2.Port.tcp(port), "Allowed in pipeline.yml")
        return group

    def _balancer(self) -> elb.ApplicationLoadBalancer:
        network = self._environment.network
        subnets = PUBLIC if network.internet_facing else PRIVATE
        balancer = elb.ApplicationLoadBalancer(
            self,
            "Balancer",
            load_balancer_name=names.load_balancer_name(self._config, self._environment),
            vpc=self._vpc,
            vpc_subnets=ec2.SubnetSelection(subnet_group_name=subnets),
            internet_facing=network.internet_facing,
            security_group=self.security_group,
            deletion_protection=True,
            drop_invalid_header_fields=True,
        )
        self._log_access(balancer)
        return balancer

    def _log_access(self, balancer: elb.ApplicationLoadBalancer) -> None:
        """Not by CDK, which would let an account of AWS's write, and a service that is not the load balancer's.

        https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
        """
        bucket = self._access_logs()
        account = self._environment.account
        region = names.environment_region(self._config, self._environment)
        ours = {
            "StringEqualsIfExists": {"aws:SourceAccount": account},
            "ArnLikeIfExists": {"aws:SourceArn": f"arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/*"},
        }
        writer = iam.ServicePrincipal("logdelivery.elasticloadbalancing.amazonaws.com")
        logs = bucket.arn_for_objects(f"AWSLogs/{account}/*")
        bucket.add_to_resource_policy(allow_to("LoadBalancersWriteLogs", [writer], ["s3:PutObject"], [logs], ours))
        balancer.set_attribute("access_logs.s3.enabled", "true")
        balancer.set_attribute("access_logs.s3.bucket", bucket.bucket_name)
        if bucket.policy:
            balancer.node.add_dependency(bucket.policy)  # it tries to write as soon as it is told to

    def _access_logs(self) -> s3.IBucket:
        region = names.environment_region(self._config, self._environment)
        existing = names.access_logs_bucket_name(self._config, self._environment.account, region)
        return access_logs_bucket(self, "AccessLogs", existing)

    def listen(
        self, construct_id: str, otherwise: elb.ListenerAction, port: int | None = None
    ) -> elb.ApplicationListener:
        """`otherwise`: what happens to requests for which there is no rule. By default on 443, or 80."""
        certificate = self._environment.network.certificate
        return self.balancer.add_listener(
            construct_id,
            port=port,
            protocol=elb.ApplicationProtocol[self._scheme],
            certificates=[elb.ListenerCertificate.from_arn(certificate)] if certificate else None,
            ssl_policy=elb.SslPolicy.RECOMMENDED_TLS if certificate else None,
            open=False,
            default_action=otherwise,
        )

    @property
    def _scheme(self) -> str:
        return "HTTPS" if self._environment.network.certificate else "HTTP"


class LoadBalancer(Balancer):
    """One that sends everything to one group of targets."""

    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        environment: Environment,
        vpc: ec2.IVpc,
        log_key: kms.IKey,
        targets: Targets,
    ) -> None:
        super().__init__(scope, config, environment, vpc, log_key)
        self.targets = targets(self)
        self.listen("Listener", elb.ListenerAction.forward([self.targets]))
