"""Two fleets of equal instances, of which one serves: their Auto Scaling groups and CodeDeploy's part in them.

The template says neither how many instances a fleet has nor whether it takes requests: an update of the stack
changes neither, whatever releases have made of them.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-autoscaling-autoscalinggroup.html
"""

from aws_cdk import aws_autoscaling as autoscaling
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_iam as iam
from constructs import Construct

from app_stack.ec2.blue_green import permissions
from app_stack.ec2.service_parts import Parts
from config import names
from stack_parts.role import service, written_role

DEPLOYMENT_CONFIG = codedeploy.ServerDeploymentConfig.ALL_AT_ONCE  # nobody is served from there yet


class Fleets(Construct):
    """`arns`: of the Auto Scaling groups."""

    def __init__(self, scope: Construct, parts: Parts) -> None:
        super().__init__(scope, "Fleets")
        self._parts = parts
        self._name = names.environment_name(parts.config, parts.environment)
        self._application = codedeploy.ServerApplication(self, "Application", application_name=self._name)
        self.arns = [self._fleet(colour) for colour in names.COLOURS]

    def _fleet(self, colour: str) -> str:
        parts, name = self._parts, names.fleet_name(self._parts.config, self._parts.environment, colour)
        instances = parts.instances.group(
            colour.capitalize(), name, min_capacity=0, max_capacity=parts.environment.capacity.max
        )
        group = instances.node.default_child
        assert isinstance(group, autoscaling.CfnAutoScalingGroup)
        arn = group.attr_auto_scaling_group_arn  # the L2's own ARN has a `*` in it
        codedeploy.ServerDeploymentGroup(
            self,
            f"{colour.capitalize()}Deployments",
            application=self._application,
            deployment_group_name=name,
            role=self._service_role(colour, arn),
            auto_scaling_groups=[instances],
            install_agent=False,  # the instances' user data does
            deployment_config=DEPLOYMENT_CONFIG,
            alarms=parts.alarms,
            auto_rollback=codedeploy.AutoRollbackConfig(  # a fleet that failed goes as a whole
                failed_deployment=False, deployment_in_alarm=False
            ),
        )
        return arn

    def _service_role(self, colour: str, group_arn: str) -> iam.IRole:
        config, environment = self._parts.config, self._parts.environment
        return written_role(
            self,
            f"{colour.capitalize()}ServiceRole",
            names.environment_role_name(config, environment, f"codedeploy-{colour}"),
            service(
                "codedeploy.amazonaws.com", environment.account, names.CodeDeployArns(config, environment).fleet(colour)
            ),
            permissions.codedeploy(
                group_arn,
                [alarm.alarm_arn for alarm in self._parts.alarms],
                names.environment_region(config, environment),
            ),
        )
