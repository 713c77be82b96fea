"""How a revision reaches the alias: a state machine publishes a version, CodeDeploy shifts the traffic to it."""

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from app_stack.lambda_function import permissions
from app_stack.lambda_function.hooks import ANY_VERSION, Hook
from app_stack.lambda_function.places import Place
from app_stack.lambda_function.release_states import AT_ONCE, definition
from app_stack.lambda_function.traffic import deployment_config
from app_stack.release_machine import ReleaseMachine
from config import names
from config.model import Environment, Pipeline
from stack_parts.role import service, written_role

ROLL_BACK = ("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_REQUEST", "DEPLOYMENT_STOP_ON_ALARM")


class Release(Construct):
    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        environment: Environment,
        alarms: list[cloudwatch.Alarm],
        log_key: kms.IKey,
        place: Place,
        artifact_key_arn: str,
    ) -> None:
        super().__init__(scope, "Release")
        self._config, self._environment = config, environment
        before = Hook(self, config, environment, names.VERSION_HOOK, ANY_VERSION, log_key, place)
        after = Hook(self, config, environment, names.ALIAS_HOOK, names.LIVE_ALIAS, log_key, place)
        shifting = deployment_config(self, config, environment).deployment_config_name
        self._deployment_group(shifting, self._service_role([before, after], alarms), alarms)
        ReleaseMachine(
            self,
            config,
            environment,
            log_key,
            definition(config, environment, [before.name, after.name]),
            permissions.release(config, environment, {shifting, AT_ONCE}, artifact_key_arn),
        )

    def _deployment_group(self, shifting: str, role: iam.IRole, alarms: list[cloudwatch.Alarm]) -> None:
        """Not by CDK's construct, which would have CloudFormation shift the alias as well."""
        name = names.environment_name(self._config, self._environment)
        application = codedeploy.LambdaApplication(self, "Application", application_name=name)
        codedeploy.CfnDeploymentGroup(
            self,
            "Group",
            application_name=application.application_name,
            deployment_group_name=name,
            service_role_arn=role.role_arn,
            deployment_config_name=shifting,
            deployment_style=codedeploy.CfnDeploymentGroup.DeploymentStyleProperty(
                deployment_type="BLUE_GREEN", deployment_option="WITH_TRAFFIC_CONTROL"
            ),
            auto_rollback_configuration=codedeploy.CfnDeploymentGroup.AutoRollbackConfigurationProperty(
                enabled=True, events=list(ROLL_BACK)
            ),
            alarm_configuration=codedeploy.CfnDeploymentGroup.AlarmConfigurationProperty(
                enabled=True,
                alarms=[codedeploy.CfnDeploymentGroup.AlarmProperty(name=alarm.alarm_name) for alarm in alarms],
            ),
        )

    def _service_role(self, hooks: list[Hook], alarms: list[cloudwatch.Alarm]) -> iam.IRole:
        config, environment = self._config, self._environment
        alarm_arns = [alarm.alarm_arn for alarm in alarms]
        return written_role(
            self,
            "ServiceRole",
            names.environment_role_name(config, environment, "codedeploy"),
            service("codedeploy.amazonaws.com", environment.account, names.CodeDeployArns(config, environment).group),
            permissions.codedeploy(config, environment, [hook.arn for hook in hooks], alarm_arns),
        )
