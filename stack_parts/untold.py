"""What EventBridge could not hand on: a queue that keeps it, and an alarm that needs nothing of what has failed.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
"""

from collections.abc import Sequence

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as cloudwatch_actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from stack_parts.keys import ENCRYPT
from stack_parts.role import Conditions, allow_to

PERIOD = Duration.minutes(1)
GIVEN_UP = Duration.minutes(5)  # then somebody hears that the way is closed
KEPT = Duration.days(14)


def untold_queue(scope: Construct, name: str, key: kms.IKey, rule_arns: Sequence[str]) -> sqs.Queue:
    """One statement for all rules: CDK writes one for each, and SQS takes twenty."""
    queue = sqs.Queue(
        scope, "Untold", queue_name=name, encryption_master_key=key, enforce_ssl=True, retention_period=KEPT
    )
    source = {"ArnEquals": {"aws:SourceArn": _one_or_all(rule_arns)}}
    sender = iam.ServicePrincipal("events.amazonaws.com")
    queue.add_to_resource_policy(
        allow_to("KeepWhatWasNotTold", [sender], ["sqs:SendMessage"], [queue.queue_arn], source)
    )
    return queue


def use_for_untold(account: str, rule_arns: Sequence[str]) -> iam.PolicyStatement:
    """Of the queue's key, for EventBridge.

    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
    """
    source: Conditions = {
        "StringEquals": {"aws:SourceAccount": account},
        "ArnEquals": {"aws:SourceArn": _one_or_all(rule_arns)},
    }
    return allow_to("EncryptUntold", [iam.ServicePrincipal("events.amazonaws.com")], ENCRYPT, ["*"], source)


def untold_alarm(
    scope: Construct, name: str, description: str, metric: cloudwatch.IMetric, topic: sns.ITopic
) -> cloudwatch.Alarm:
    """At the first event."""
    alarm = cloudwatch.Alarm(
        scope,
        "Alarm",
        alarm_name=name,
        alarm_description=description,
        metric=metric,
        threshold=1,
        comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluation_periods=1,
        treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
    )
    alarm.add_alarm_action(cloudwatch_actions.SnsAction(topic))
    return alarm


def _one_or_all(arns: Sequence[str]) -> str | list[str]:
    return arns[0] if len(arns) == 1 else list(arns)
