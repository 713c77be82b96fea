"""The state machine that writes and sends the messages, and the alarm that tells when it cannot."""

import json

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as cloudwatch_actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from config import names
from config.model import Pipeline
from pipeline_stack.notifications import links, messages
from stack_parts.logs import log_group


class Machine(Construct):
    def __init__(self, scope: Construct, config: Pipeline, key: kms.IKey, role: iam.IRole) -> None:
        super().__init__(scope, "Machine")
        self._config = config
        logs = log_group(self, "Logs", names.tell_log_group_name(config), key)
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            state_machine_name=names.tell_machine_name(config),
            definition_body=sfn.DefinitionBody.from_string(json.dumps(messages.definition(config))),
            role=role,
            logs=sfn.LogOptions(destination=logs, level=sfn.LogLevel.ALL, include_execution_data=False),
            tracing_enabled=True,
        )

    def alarm(self, topic: sns.ITopic) -> None:
        """By CloudWatch's own words: what writes the messages is what has failed.

        https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
        """
        alarm = cloudwatch.Alarm(
            self,
            "Failed",
            alarm_name=names.tell_alarm_name(self._config),
            alarm_description=links.failed_description(self._config),
            metric=self.machine.metric_failed(period=Duration.minutes(5), statistic="Sum"),
            threshold=1,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            evaluation_periods=1,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        alarm.add_alarm_action(cloudwatch_actions.SnsAction(topic))
