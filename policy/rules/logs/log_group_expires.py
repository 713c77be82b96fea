"""Every log group says how long events stay; without, they stay for ever."""

from collections.abc import Iterator

from policy.assembly import Assembly
from policy.finding import Violation
from policy.rules._properties import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in assembly.resources("AWS::Logs::LogGroup"):
        if at(group.properties, "RetentionInDays") is None:
            yield group.violation("RetentionInDays")
