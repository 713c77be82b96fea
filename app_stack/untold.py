"""What did not get to the tools account: a queue that keeps it, and an alarm that tells the addresses of
`notifications.emails` by the environment's own topic, which needs nothing of another account.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
"""

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as cloudwatch_actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from config import names
from config.model import Environment, Pipeline
from config.runbook import runbook
from stack_parts.role import allow_to

PERIOD = Duration.minutes(1)
KEPT = Duration.days(14)


def untold_queue(scope: Construct, config: Pipeline, environment: Environment, key: kms.IKey) -> sqs.Queue:
    queue = sqs.Queue(
        scope,
        "Untold",
        queue_name=names.untold_name(config, environment),
        encryption_master_key=key,
        enforce_ssl=True,
        retention_period=KEPT,
    )
    source = {"ArnEquals": {"aws:SourceArn": names.forward_rule_arn(config, environment)}}
    sender = iam.ServicePrincipal("events.amazonaws.com")
    queue.add_to_resource_policy(
        allow_to("KeepWhatWasNotTold", [sender], ["sqs:SendMessage"], [queue.queue_arn], source)
    )
    return queue


def untold_alarm(scope: Construct, config: Pipeline, environment: Environment, alerts: sns.ITopic) -> None:
    """FailedInvocations does not count what went to a queue.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
    """
    name, rule = names.untold_name(config, environment), names.forward_rule_name(config, environment)
    kept, lost = (_counted(f"Invocations{what}ToDlq", rule) for what in ("Sent", "FailedToBeSent"))
    alarm = cloudwatch.Alarm(
        scope,
        "Alarm",
        alarm_name=name,
        alarm_description=f"Nobody was told of an alarm or a host: {runbook(config, 'untold')}",
        metric=cloudwatch.MathExpression(
            expression="FILL(kept, 0) + FILL(lost, 0)",
            using_metrics={"kept": kept, "lost": lost},
            period=PERIOD,
            label="Events that nobody was told of",
        ),
        threshold=1,
        comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluation_periods=1,
        treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
    )
    alarm.add_alarm_action(cloudwatch_actions.SnsAction(alerts))


def _counted(metric: str, rule: str) -> cloudwatch.Metric:
    return cloudwatch.Metric(
        namespace="AWS/Events", metric_name=metric, dimensions_map={"RuleName": rule}, statistic="Sum", period=PERIOD
    )
