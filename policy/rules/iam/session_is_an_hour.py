"""Nobody takes a role on for longer than an hour, AWS's default: what leaks is worth little for long."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly

HOUR = 3600  # seconds


def check(assembly: Assembly) -> Iterator[Violation]:
    for role in assembly.resources("AWS::IAM::Role"):
        seconds = role.properties.get("MaxSessionDuration", HOUR)
        if seconds != HOUR:
            yield role.violation(f"MaxSessionDuration::{seconds}")
