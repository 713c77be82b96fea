"""Every log group says how long events stay; without, they stay for ever."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in assembly.resources("AWS::Logs::LogGroup"):
        if at(group.properties, "RetentionInDays") is None:
            yield group.violation("RetentionInDays")
