"""Where functions stand with `security.vpc_only_lambda`: in private subnets, from which only the hooks reach AWS."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from constructs import Construct

from app_stack.lambda_function import permissions
from config import names
from config.model import Environment, Pipeline
from stack_parts.role import Statements, allow_to

HTTPS = ec2.Port.tcp(443)


class Place(NamedTuple):
    """Properties of a function, and what its role needs for them."""

    properties: Mapping[str, Any]
    statements: Statements


ANYWHERE = Place({}, ())  # in a network of Lambda's own


class Places(Construct):
    """`application`: reaches nothing. `hooks`: reach CodeDeploy and Lambda, by endpoints where the network is the
    stack's own, by whatever ways an existing one has (docs/decisions/0041)."""

    def __init__(self, scope: Construct, config: Pipeline, environment: Environment, vpc: ec2.IVpc) -> None:
        super().__init__(scope, "Places")
        self._config, self._environment, self._vpc = config, environment, vpc
        self._subnets = vpc.isolated_subnets or vpc.private_subnets
        self.application = self._place(self._group("Application", "The function: reaches nothing"))
        callers = self._group("Hooks", "Hooks: out to CodeDeploy and Lambda only")
        if environment.network.vpc_id:
            callers.add_egress_rule(ec2.Peer.any_ipv4(), HTTPS, "CodeDeploy and Lambda, by this network's ways")
        else:
            self._endpoints(callers)
        self.hooks = self._place(callers)

    def _group(self, construct_id: str, description: str) -> ec2.SecurityGroup:
        return ec2.SecurityGroup(self, construct_id, vpc=self._vpc, description=description, allow_all_outbound=False)

    def _place(self, group: ec2.SecurityGroup) -> Place:
        config, environment = self._config, self._environment
        region, subnets = names.environment_region(config, environment), [one.subnet_id for one in self._subnets]
        return Place(
            {
                "vpc": self._vpc,
                "vpc_subnets": ec2.SubnetSelection(subnets=self._subnets),
                "security_groups": [group],
            },
            permissions.in_a_network(region, environment.account, self._vpc.vpc_id, subnets, group.security_group_id),
        )

    def _endpoints(self, callers: ec2.SecurityGroup) -> None:
        group = self._group("Endpoints", "Endpoints: in from the hooks only")
        callers.connections.allow_to(group, HTTPS, "Calls of CodeDeploy and Lambda")
        self._endpoint("CodeDeploy", ec2.InterfaceVpcEndpointAwsService.CODEDEPLOY, group)
        functions = self._endpoint("Lambda", ec2.InterfaceVpcEndpointAwsService.LAMBDA_, group)
        functions.add_to_policy(self._asking())

    def _endpoint(
        self, construct_id: str, service: ec2.IInterfaceVpcEndpointService, group: ec2.SecurityGroup
    ) -> ec2.InterfaceVpcEndpoint:
        return ec2.InterfaceVpcEndpoint(
            self,
            construct_id,
            vpc=self._vpc,
            service=service,
            subnets=ec2.SubnetSelection(subnets=self._subnets),
            security_groups=[group],
            private_dns_enabled=True,
            open=False,
        )

    def _asking(self) -> iam.PolicyStatement:
        """Of the hooks, and of this function alone. CodeDeploy documents no policy for its endpoint.

        https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-endpoints.html
        """
        config, environment = self._config, self._environment
        function = names.function_arn(config, environment, names.environment_name(config, environment))
        hooks = [
            names.environment_role_arn(config, environment, duty) for duty in (names.VERSION_HOOK, names.ALIAS_HOOK)
        ]
        return allow_to(
            "HooksAskForHealth",
            [iam.AnyPrincipal()],
            ["lambda:InvokeFunction"],
            [function, f"{function}:*"],
            {"ArnEquals": {"aws:PrincipalArn": hooks}},
        )
