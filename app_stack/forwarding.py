"""What the tools account hears of an environment, so that people and chat are told in words: its alarms, its hosts.

A rule hands the events to a bus of the tools account, which may lie in another region as well as another account.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
"""

from typing import Any

from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from app_stack.operations import Operations
from app_stack.untold import forwarding_alarm
from config import names
from config.model import Environment, Pipeline
from stack_parts.role import allow, service_if_it_says, written_role
from stack_parts.untold import GIVEN_UP, untold_queue

ALARMS, HOSTS = "aws.cloudwatch", "aws.autoscaling"
ALARM_CHANGES = "CloudWatch Alarm State Change"
HOST_CHANGES = ("EC2 Instance Terminate Successful", "EC2 Instance Launch Unsuccessful")


class Forwarding(Construct):
    def __init__(self, scope: Construct, config: Pipeline, environment: Environment, operations: Operations) -> None:
        super().__init__(scope, "Forwarding")
        self._config, self._environment = config, environment
        name, rule_arn = names.untold_name(config, environment), names.forward_rule_arn(config, environment)
        self._rule(self._role(), untold_queue(self, name, operations.key, [rule_arn]))
        forwarding_alarm(self, config, environment, operations.alerts)

    def _role(self) -> iam.IRole:
        config, environment = self._config, self._environment
        rule_arn = names.forward_rule_arn(config, environment)
        return written_role(
            self,
            "ForwardRole",
            names.environment_role_name(config, environment, names.FORWARD),
            service_if_it_says("events.amazonaws.com", environment.account, rule_arn),
            (allow("HandEventsOn", ["events:PutEvents"], [names.bus_arn(config)]),),
        )

    def _rule(self, role: iam.IRole, untold: sqs.Queue) -> None:
        target = events.CfnRule.TargetProperty(
            id="Bus",
            arn=names.bus_arn(self._config),
            role_arn=role.role_arn,
            dead_letter_config=events.CfnRule.DeadLetterConfigProperty(arn=untold.queue_arn),
            retry_policy=events.CfnRule.RetryPolicyProperty(maximum_event_age_in_seconds=GIVEN_UP.to_seconds()),
        )
        name = names.forward_rule_name(self._config, self._environment)
        events.CfnRule(self, "Rule", name=name, state="ENABLED", event_pattern=self._pattern(), targets=[target])

    def _pattern(self) -> dict[str, Any]:
        """Which of them people are told of, the rules of the bus decide."""
        told = names.told_alarms(self._environment)
        alarms = {"alarmName": [names.alarm_name(self._config, self._environment, what) for what in told]}
        groups = names.group_names(self._config, self._environment)
        if not groups:
            return {"source": [ALARMS], "detail-type": [ALARM_CHANGES], "detail": alarms}
        either = {"$or": [alarms, {"AutoScalingGroupName": groups}]}
        return {"source": [ALARMS, HOSTS], "detail-type": [ALARM_CHANGES, *HOST_CHANGES], "detail": either}
