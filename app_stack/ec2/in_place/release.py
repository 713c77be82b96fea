"""How a revision reaches the instances: CodeDeploy, in place, behind the load balancer, with rollback."""

from aws_cdk import aws_autoscaling as autoscaling
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_elasticloadbalancingv2 as elb
from aws_cdk import aws_iam as iam
from constructs import Construct

from app_stack.ec2.in_place import permissions
from config import names
from config.model import Environment, Pipeline
from stack_parts.role import roles_named, service, written_role


class Release(Construct):
    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        environment: Environment,
        instances: autoscaling.AutoScalingGroup,
        targets: elb.ApplicationTargetGroup,
        alarms: list[cloudwatch.Alarm],
        artifact_key_arn: str,
    ) -> None:
        super().__init__(scope, "Release")
        self._config, self._environment = config, environment
        self._name = names.environment_name(config, environment)
        deployment_config = self._deployment_config()
        self._deployment_group(instances, targets, alarms, deployment_config)
        written_role(
            self,
            "ReleaseRole",
            names.environment_role_name(config, environment, "release"),
            roles_named(names.pipeline_role_arns(config, environment)),
            permissions.release(config, environment, deployment_config.deployment_config_name, artifact_key_arn),
        )

    def _deployment_group(
        self,
        instances: autoscaling.AutoScalingGroup,
        targets: elb.ApplicationTargetGroup,
        alarms: list[cloudwatch.Alarm],
        deployment_config: codedeploy.IServerDeploymentConfig,
    ) -> None:
        codedeploy.ServerDeploymentGroup(
            self,
            "Group",
            application=codedeploy.ServerApplication(self, "Application", application_name=self._name),
            deployment_group_name=self._name,
            role=self._service_role(instances, targets, alarms),
            auto_scaling_groups=[instances],
            install_agent=False,  # the instances' user data does
            load_balancers=[codedeploy.LoadBalancer.application(targets)],
            deployment_config=deployment_config,
            alarms=alarms,
            auto_rollback=codedeploy.AutoRollbackConfig(
                failed_deployment=True, stopped_deployment=True, deployment_in_alarm=True
            ),
        )

    def _service_role(
        self,
        instances: autoscaling.AutoScalingGroup,
        targets: elb.ApplicationTargetGroup,
        alarms: list[cloudwatch.Alarm],
    ) -> iam.IRole:
        group = instances.node.default_child
        assert isinstance(group, autoscaling.CfnAutoScalingGroup)
        return written_role(
            self,
            "ServiceRole",
            names.environment_role_name(self._config, self._environment, "codedeploy"),
            service(
                "codedeploy.amazonaws.com",
                self._environment.account,
                names.CodeDeployArns(self._config, self._environment).group,
            ),
            permissions.codedeploy(
                group.attr_auto_scaling_group_arn,  # the L2's own ARN has a `*` in it
                targets.target_group_arn,
                [alarm.alarm_arn for alarm in alarms],
                names.environment_region(self._config, self._environment),
            ),
        )

    def _deployment_config(self) -> codedeploy.IServerDeploymentConfig:
        """A configuration cannot be changed, only replaced: what it says is part of its name."""
        wanted = self._environment.capacity.minimum_healthy
        if wanted == "50%":
            return codedeploy.ServerDeploymentConfig.HALF_AT_A_TIME
        number = int(wanted.removesuffix("%"))
        of_fleet = wanted.endswith("%")
        hosts = codedeploy.MinimumHealthyHosts
        return codedeploy.ServerDeploymentConfig(
            self,
            "Config",
            deployment_config_name=f"{self._name}-{number}-{'percent' if of_fleet else 'hosts'}",
            minimum_healthy_hosts=hosts.percentage(number) if of_fleet else hosts.count(number),
        )
