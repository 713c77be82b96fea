"""Which events lead to a message: EventBridge rules, each of which hands its event's facts to the state machine."""

from collections.abc import Mapping

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from config import names
from config.branches import pipelines
from config.model import Pipeline
from config.runbook import runbook
from pipeline_stack.notifications.environments import accounts, heard
from pipeline_stack.notifications.occasions import (
    ACTION,
    ALARM_CHANGES,
    APPROVAL_WAITING,
    EXECUTION_CHANGES,
    HOST_ENDS,
    HOST_FAILS,
    PIPELINE_STALE,
    WATCHED,
    Occasion,
)
from pipeline_stack.notifications.rule_arns import asked_daily
from pipeline_stack.notifications.topics import approvals
from stack_parts.untold import GIVEN_UP

OF_EXECUTION = {"pipeline": "$.detail.pipeline", "execution": "$.detail.execution-id"}
OF_ACTION = {**OF_EXECUTION, "stage": "$.detail.stage", "action": "$.detail.action"}
OF_SCHEDULE = {"time": "$.time"}
DAILY = Duration.days(1)
WHERE = {"account": "$.account", "region": "$.region"}
OF_GROUP = {**WHERE, "named": "$.detail.AutoScalingGroupName"}
# By the detail type of an environment's event: who sends it, and its facts.
OF_ENVIRONMENT = {
    ALARM_CHANGES: ("aws.cloudwatch", {**WHERE, "named": "$.detail.alarmName", "said": "$.detail.state.reason"}),
    HOST_ENDS: ("aws.autoscaling", {**OF_GROUP, "host": "$.detail.EC2InstanceId", "said": "$.detail.Cause"}),
    EXECUTION_CHANGES: (
        "aws.states",
        {**WHERE, "named": "$.detail.stateMachineArn", "said": "$.detail.output"},
    ),
    HOST_FAILS: ("aws.autoscaling", {**OF_GROUP, "said": "$.detail.StatusMessage"}),
}


class Rules(Construct):
    """All rules start the state machine in one role, which can do nothing else. `untold`: what it could not be told."""

    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        machine: sfn.IStateMachine,
        role: iam.IRole,
        bus: events.IEventBus,
        untold: sqs.IQueue,
    ) -> None:
        super().__init__(scope, "Rules")
        self._config, self._machine, self._role, self._untold = config, machine, role, untold
        for occasion in WATCHED:
            self._watch(occasion.name, occasion, names.severity_topic_arn(config, occasion.severity))
        for rule, topic_arn, stages in approvals(config):
            self._watch(rule, APPROVAL_WAITING.at(stages), topic_arn)
        for each in asked_daily(config):
            self._daily(names.stale_rule(each), names.pipeline_name(each))
        for occasion in heard(config):
            self._hear(occasion, bus)

    def _watch(self, rule: str, occasion: Occasion, topic_arn: str) -> None:
        named = [names.pipeline_name(each) for each in pipelines(self._config)]
        facts = OF_ACTION if occasion.detail_type == ACTION else OF_EXECUTION
        events.Rule(
            self,
            rule,
            rule_name=names.told_rule_name(self._config, rule),
            event_pattern=events.EventPattern(
                source=["aws.codepipeline"],
                detail_type=[occasion.detail_type],
                detail={"pipeline": named, **occasion.detail},
            ),
            targets=[self._target(occasion, topic_arn, facts)],
        )

    def _hear(self, occasion: Occasion, bus: events.IEventBus) -> None:
        """An event that comes from another account keeps the id of that account."""
        source, facts = OF_ENVIRONMENT[occasion.detail_type]
        topic_arn = names.severity_topic_arn(self._config, occasion.severity)
        events.Rule(
            self,
            occasion.name,
            rule_name=names.told_rule_name(self._config, occasion.name),
            event_bus=bus,
            event_pattern=events.EventPattern(
                account=accounts(self._config),
                source=[source],
                detail_type=[occasion.detail_type],
                detail=occasion.detail or None,
            ),
            targets=[self._target(occasion, topic_arn, facts)],
        )

    def _daily(self, rule: str, pipeline: str) -> None:
        topic_arn = names.severity_topic_arn(self._config, PIPELINE_STALE.severity)
        events.Rule(
            self,
            rule,
            rule_name=names.told_rule_name(self._config, rule),
            schedule=events.Schedule.rate(DAILY),
            targets=[self._target(PIPELINE_STALE, topic_arn, OF_SCHEDULE, pipeline=pipeline)],
        )

    def _target(self, occasion: Occasion, topic_arn: str, facts: Mapping[str, str], **known: str) -> events.IRuleTarget:
        said = {
            "occasion": occasion.name,
            "title": occasion.title,
            "topic": topic_arn,
            "runbook": runbook(self._config, occasion.name),
            **known,
            **{name: events.EventField.from_path(path) for name, path in facts.items()},
        }
        return targets.SfnStateMachine(
            self._machine,
            role=self._role,
            input=events.RuleTargetInput.from_object(said),
            dead_letter_queue=self._untold,
            max_event_age=GIVEN_UP,
        )
