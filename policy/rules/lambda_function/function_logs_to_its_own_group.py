"""A function logs to a log group that its stack makes, with a key and an end.

Otherwise Lambda makes one that never expires.
https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.references import referred
from policy.templates.values import fields

FUNCTION, LOG_GROUP = "AWS::Lambda::Function", "AWS::Logs::LogGroup"


def check(assembly: Assembly) -> Iterator[Violation]:
    for function in assembly.resources(FUNCTION):
        groups = {group.logical_id for group in function.stack.resources(LOG_GROUP)}
        if referred(fields(function.properties.get("LoggingConfig")).get("LogGroup")) not in groups:
            yield function.violation("LoggingConfig.LogGroup")
