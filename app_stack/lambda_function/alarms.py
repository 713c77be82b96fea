"""What a function tells beside its load balancer: calls that ended in an error, and calls that were refused."""

from aws_cdk import aws_lambda as lambda_

from app_stack.alarms import PERIOD, Watched
from config.model import Alarms


def function_alarms(alias: lambda_.Alias, limits: Alarms) -> Watched:
    """Of whichever versions the alias asks."""
    errors, throttles = (
        metric(period=PERIOD, statistic="Sum") for metric in (alias.metric_errors, alias.metric_throttles)
    )
    return {
        "function-errors": (errors, limits.function_errors),
        "function-throttles": (throttles, limits.function_throttles),
    }
