"""What the tools account hears of an environment, so that people and chat are told in words: its alarms, its hosts,
and that somebody has given the requests back to the former fleet.

A rule hands the events to a bus of the tools account, which may lie in another region as well as another account.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
"""

from collections.abc import Iterator
from typing import Any

from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from app_stack.operations import Operations
from app_stack.untold import forwarding_alarm
from config import names
from config.model import Environment, Pipeline
from config.strategies import returns_by_hand
from stack_parts.role import allow, service_if_it_says, written_role
from stack_parts.untold import GIVEN_UP, untold_queue

ALARMS, HOSTS, MACHINES = "aws.cloudwatch", "aws.autoscaling", "aws.states"
ALARM_CHANGES = "CloudWatch Alarm State Change"
HOST_CHANGES = ("EC2 Instance Terminate Successful", "EC2 Instance Launch Unsuccessful")
MACHINE_CHANGES = "Step Functions Execution Status Change"
RETURN = [{"wildcard": '*"Return"*'}]  # in the input of an execution, which is a text


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
        heard = list(self._heard())
        details = [detail for *_, detail in heard]
        return {
            "source": [source for source, *_ in heard],
            "detail-type": [change for _, changes, _ in heard for change in changes],
            "detail": {"$or": details} if len(details) > 1 else details[0],
        }

    def _heard(self) -> Iterator[tuple[str, tuple[str, ...], dict[str, Any]]]:
        config, environment = self._config, self._environment
        alarms = [names.alarm_name(config, environment, what) for what in names.told_alarms(environment)]
        yield ALARMS, (ALARM_CHANGES,), {"alarmName": alarms}
        if groups := names.group_names(config, environment):
            yield HOSTS, HOST_CHANGES, {"AutoScalingGroupName": groups}
        if returns_by_hand(environment):
            machine = names.release_machine_arn(config, environment)
            yield MACHINES, (MACHINE_CHANGES,), {"stateMachineArn": [machine], "input": RETURN}
