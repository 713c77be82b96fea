"""What did not get to the tools account: a queue that keeps it, and an alarm that tells the addresses of
`notifications.emails` by the environment's own topic, which needs nothing of another account.
"""

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_sns as sns
from constructs import Construct

from config import names
from config.model import Environment, Pipeline
from config.runbook import runbook
from stack_parts.untold import PERIOD, untold_alarm


def forwarding_alarm(scope: Construct, config: Pipeline, environment: Environment, alerts: sns.ITopic) -> None:
    """FailedInvocations does not count what went to a queue.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
    """
    name, rule = names.untold_name(config, environment), names.forward_rule_name(config, environment)
    kept, lost = (_counted(f"Invocations{what}ToDlq", rule) for what in ("Sent", "FailedToBeSent"))
    metric = cloudwatch.MathExpression(
        expression="FILL(kept, 0) + FILL(lost, 0)",
        using_metrics={"kept": kept, "lost": lost},
        period=PERIOD,
        label="Events that nobody was told of",
    )
    description = f"Nobody was told of an alarm or a host: {runbook(config, 'untold')}"
    untold_alarm(scope, name, description, metric, alerts)


def _counted(metric: str, rule: str) -> cloudwatch.Metric:
    return cloudwatch.Metric(
        namespace="AWS/Events", metric_name=metric, dimensions_map={"RuleName": rule}, statistic="Sum", period=PERIOD
    )
