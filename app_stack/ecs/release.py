"""How a version reaches the service: CodeDeploy starts it beside the former one and moves the requests over."""

from typing import Any

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_iam as iam
from constructs import Construct

from app_stack.ecs import permissions
from app_stack.ecs.front import Front
from config import names
from config.model import Environment, Pipeline
from config.strategies import strategy_of
from stack_parts.role import roles_named, service, written_role


class Release(Construct):
    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        environment: Environment,
        tasks: ecs.CfnService,
        front: Front,
        alarms: list[cloudwatch.Alarm],
        artifact_key_arn: str,
    ) -> None:
        super().__init__(scope, "Release")
        self._config, self._environment, self._front = config, environment, front
        self._name = names.environment_name(config, environment)
        deployment_config = self._deployment_config()
        group = self._deployment_group(alarms, deployment_config)
        group.node.add_dependency(tasks)
        written_role(
            self,
            "ReleaseRole",
            names.environment_role_name(config, environment, "release"),
            roles_named(names.pipeline_role_arns(config, environment)),
            permissions.release(config, environment, deployment_config.deployment_config_name, artifact_key_arn),
        )

    def _deployment_group(
        self, alarms: list[cloudwatch.Alarm], deployment_config: codedeploy.IEcsDeploymentConfig
    ) -> codedeploy.CfnDeploymentGroup:
        application = codedeploy.EcsApplication(self, "Application", application_name=self._name)
        events = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"]
        return codedeploy.CfnDeploymentGroup(
            self,
            "Group",
            application_name=application.application_name,
            deployment_group_name=self._name,
            deployment_config_name=deployment_config.deployment_config_name,
            service_role_arn=self._service_role(alarms).role_arn,
            ecs_services=[{"clusterName": self._name, "serviceName": self._name}],
            deployment_style={"deploymentType": "BLUE_GREEN", "deploymentOption": "WITH_TRAFFIC_CONTROL"},
            blue_green_deployment_configuration=self._blue_green(),
            load_balancer_info={"targetGroupPairInfoList": [self._routes()]},
            alarm_configuration={"enabled": True, "alarms": [{"name": alarm.alarm_name} for alarm in alarms]},
            auto_rollback_configuration={"enabled": True, "events": events},
        )

    def _blue_green(self) -> dict[str, Any]:
        return {
            "deploymentReadyOption": {"actionOnTimeout": "CONTINUE_DEPLOYMENT", "waitTimeInMinutes": 0},
            "terminateBlueInstancesOnDeploymentSuccess": {
                "action": "TERMINATE",
                "terminationWaitTimeInMinutes": self._environment.traffic.keep_minutes,
            },
        }

    def _routes(self) -> dict[str, Any]:
        front = self._front
        return {
            "prodTrafficRoute": {"listenerArns": [front.production.listener_arn]},
            "testTrafficRoute": {"listenerArns": [front.test.listener_arn]},
            "targetGroups": [{"name": group.target_group_name} for group in (front.blue, front.green)],
        }

    def _service_role(self, alarms: list[cloudwatch.Alarm]) -> iam.IRole:
        front = self._front
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
                self._config,
                self._environment,
                [front.production.listener_arn, front.test.listener_arn],
                [rule.listener_rule_arn for rule in front.rules],
                [alarm.alarm_arn for alarm in alarms],
            ),
        )

    def _deployment_config(self) -> codedeploy.IEcsDeploymentConfig:
        """A configuration cannot be changed, only replaced: what it says is part of its name."""
        strategy, traffic = strategy_of(self._environment), self._environment.traffic
        if strategy == "blue-green":
            return codedeploy.EcsDeploymentConfig.ALL_AT_ONCE
        in_steps = f"{strategy}-{traffic.percent}-percent-{traffic.interval_minutes}-minutes"
        return codedeploy.EcsDeploymentConfig(
            self,
            "Config",
            deployment_config_name=f"{self._name}-{in_steps}",
            traffic_routing=self._routing(strategy),
        )

    def _routing(self, strategy: str) -> codedeploy.TrafficRouting:
        traffic = self._environment.traffic
        interval = Duration.minutes(traffic.interval_minutes)
        if strategy == "canary":
            return codedeploy.TrafficRouting.time_based_canary(interval=interval, percentage=traffic.percent)
        return codedeploy.TrafficRouting.time_based_linear(interval=interval, percentage=traffic.percent)
