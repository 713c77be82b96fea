"""What the dashboard shows of a function, whichever versions its alias asks.

https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
"""

from aws_cdk import aws_lambda as lambda_

from app_stack.alarms import PERIOD
from app_stack.dashboard import Row
from stack_parts.dashboard import graph


def function_row(alias: lambda_.Alias) -> Row:
    counted = [
        metric(period=PERIOD, statistic="Sum")
        for metric in (alias.metric_invocations, alias.metric_errors, alias.metric_throttles)
    ]
    took = [alias.metric_duration(period=PERIOD, statistic=statistic, label=statistic) for statistic in ("p50", "p95")]
    at_once = alias.metric("ConcurrentExecutions", period=PERIOD, statistic="Maximum")
    return (
        graph("Calls of the function a minute", *counted),
        graph("Duration of a call", *took, unit="milliseconds"),
        graph("Calls at a time", at_once),
    )
