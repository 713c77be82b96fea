"""Two target groups, between which CodeDeploy moves the requests, and the listeners at which it does.

What CodeDeploy moves are the actions of two rules. CloudFormation never touches a rule again whose properties stay
the same; a listener it does touch, for a new certificate, and would then send requests to where the template says.
So the listeners themselves forward nothing (docs/decisions/0027).
"""

from aws_cdk import Duration
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancingv2 as elb
from constructs import Construct

from app_stack.load_balancer import APPLICATION_PORT, HEALTH_CHECK_PATH, Balancer
from config import names
from config.model import Environment, Pipeline

TEST_PORT, TEST_PORT_WITH_CERTIFICATE = 9080, 9443


class Front(Construct):
    def __init__(
        self, scope: Construct, config: Pipeline, environment: Environment, vpc: ec2.IVpc, balancer: Balancer
    ) -> None:
        super().__init__(scope, "Front")
        self.security_group = balancer.security_group
        self.blue, self.green = (
            _target_group(balancer, color.title(), names.target_group_name(config, environment, color), vpc)
            for color in ("blue", "green")
        )
        test_port = TEST_PORT_WITH_CERTIFICATE if environment.network.certificate else TEST_PORT
        nothing = elb.ListenerAction.fixed_response(503, content_type="text/plain", message_body="no version serves\n")
        self.production = balancer.listen("Listener", nothing)
        self.test = balancer.listen("TestListener", nothing, test_port)
        self.rules = [
            self._rule("Requests", self.production, self.blue),
            self._rule("TestRequests", self.test, self.green),
        ]
        for cidr in environment.network.allow_tests:
            peer = ec2.Peer.ipv4(cidr)
            self.security_group.add_ingress_rule(peer, ec2.Port.tcp(test_port), "Allowed in pipeline.yml, to test")

    def _rule(
        self, construct_id: str, listener: elb.ApplicationListener, at_first: elb.ApplicationTargetGroup
    ) -> elb.ApplicationListenerRule:
        return elb.ApplicationListenerRule(
            self,
            construct_id,
            listener=listener,
            priority=1,
            conditions=[elb.ListenerCondition.path_patterns(["/*"])],
            action=elb.ListenerAction.forward([at_first]),
        )


def _target_group(scope: Construct, construct_id: str, name: str, vpc: ec2.IVpc) -> elb.ApplicationTargetGroup:
    """A release waits out the deregistration delay: keep it as short as a request."""
    return elb.ApplicationTargetGroup(
        scope,
        construct_id,
        target_group_name=name,
        vpc=vpc,
        target_type=elb.TargetType.IP,
        port=APPLICATION_PORT,
        protocol=elb.ApplicationProtocol.HTTP,
        deregistration_delay=Duration.seconds(15),
        health_check=elb.HealthCheck(
            path=HEALTH_CHECK_PATH,
            healthy_threshold_count=2,
            unhealthy_threshold_count=2,
            interval=Duration.seconds(10),
            timeout=Duration.seconds(5),
        ),
    )
