"""Logs stay thirty days at least: in a log group, and in a bucket that access logs are delivered to.

Intrusions are noticed after weeks, and by then their traces must still be there.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.s3._buckets import lifecycle_rules, log_buckets
from policy.templates.assembly import Assembly
from policy.templates.values import at, number

DAYS = 30


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in assembly.resources("AWS::Logs::LogGroup"):
        if _is_short(group.properties.get("RetentionInDays")):
            yield group.violation(f"RetentionInDays::{group.properties['RetentionInDays']}")
    for bucket in log_buckets(assembly):
        for rule in lifecycle_rules(bucket):
            if _is_short(at(rule, "ExpirationInDays")):
                yield bucket.violation(f"ExpirationInDays::{rule['ExpirationInDays']}")


def _is_short(value: object) -> bool:
    days = number(value)
    return days is not None and days < DAYS
