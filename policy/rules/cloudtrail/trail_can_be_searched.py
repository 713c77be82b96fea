"""A trail delivers to a log group of its own stack too, in which a person or an alarm can search: CIS 3.4."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudtrail._trails import trails
from policy.templates.assembly import Assembly
from policy.templates.references import resource_referred


def check(assembly: Assembly) -> Iterator[Violation]:
    for trail in trails(assembly):
        group = trail.properties.get("CloudWatchLogsLogGroupArn")
        if resource_referred(trail.stack, group, "AWS::Logs::LogGroup") is None:
            yield trail.violation("CloudWatchLogsLogGroupArn")
