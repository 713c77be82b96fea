"""The VPC of an environment: one of its own, or an existing one that is named by its ids."""

from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from constructs import Construct

from app_stack import permissions
from config import names
from config.model import Environment, Pipeline
from stack_parts.logs import log_group
from stack_parts.role import service, written_role

ZONES_BY_DEFAULT = ("a", "b")
PRIVATE, PUBLIC = "Private", "Public"
# Instances install what they need, and their agents talk to AWS.
REACH_OUT = ("ec2", "ecs")


class Network(Construct):
    def __init__(self, scope: Construct, config: Pipeline, environment: Environment, log_key: kms.IKey) -> None:
        super().__init__(scope, "Network")
        self._config, self._environment, self._log_key = config, environment, log_key
        self.vpc = self._existing() if environment.network.vpc_id else self._create()

    def _existing(self) -> ec2.IVpc:
        network = self._environment.network
        return ec2.Vpc.from_vpc_attributes(
            self,
            "Vpc",
            vpc_id=network.vpc_id or "",
            availability_zones=list(availability_zones(self._config, self._environment)),
            public_subnet_ids=list(network.public_subnet_ids) or None,
            private_subnet_ids=list(network.private_subnet_ids),
        )

    def _create(self) -> ec2.IVpc:
        """At most one NAT gateway: instances serve without it (docs/decisions/0005)."""
        reaches_out = self._environment.target in REACH_OUT
        private = ec2.SubnetType.PRIVATE_WITH_EGRESS if reaches_out else ec2.SubnetType.PRIVATE_ISOLATED
        vpc = ec2.Vpc(
            self,
            "Vpc",
            vpc_name=names.environment_name(self._config, self._environment),
            ip_addresses=ec2.IpAddresses.cidr(self._environment.network.cidr),
            availability_zones=list(availability_zones(self._config, self._environment)),
            nat_gateways=1 if reaches_out else 0,
            restrict_default_security_group=False,  # CDK does it with a Lambda; nothing uses that group
            subnet_configuration=[
                ec2.SubnetConfiguration(name=PUBLIC, subnet_type=ec2.SubnetType.PUBLIC, map_public_ip_on_launch=False),
                ec2.SubnetConfiguration(name=PRIVATE, subnet_type=private),
            ],
        )
        if reaches_out:
            vpc.add_gateway_endpoint("S3", service=ec2.GatewayVpcEndpointAwsService.S3)
        vpc.add_flow_log("FlowLog", destination=self._flow_log_destination())
        return vpc

    def _flow_log_destination(self) -> ec2.FlowLogDestination:
        config, environment = self._config, self._environment
        group = self._flow_log_group()
        region = names.environment_region(config, environment)
        # The flow log's own id is not known before it exists; AWS documents this form.
        any_flow_log = f"arn:aws:ec2:{region}:{environment.account}:vpc-flow-log/*"
        role = written_role(
            self,
            "FlowLogs",
            names.environment_role_name(config, environment, "flow-logs"),
            service("vpc-flow-logs.amazonaws.com", environment.account, any_flow_log),
            permissions.flow_logs(group.log_group_arn),
        )
        return ec2.FlowLogDestination.to_cloud_watch_logs(group, role)

    def _flow_log_group(self) -> logs.LogGroup:
        name = names.flow_log_group_name(self._config, self._environment)
        return log_group(self, "FlowLogGroup", name, self._log_key)


def availability_zones(config: Pipeline, environment: Environment) -> tuple[str, ...]:
    region = names.environment_region(config, environment)
    return environment.network.availability_zones or tuple(region + zone for zone in ZONES_BY_DEFAULT)
