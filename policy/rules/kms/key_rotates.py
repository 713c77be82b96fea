"""Every symmetric key is rotated by AWS, once a year or more often."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly

SYMMETRIC = "SYMMETRIC_DEFAULT"
YEAR = 365  # days; also what AWS takes if nothing is said


def check(assembly: Assembly) -> Iterator[Violation]:
    for key in assembly.resources("AWS::KMS::Key"):
        if key.properties.get("KeySpec", SYMMETRIC) != SYMMETRIC:
            continue  # AWS cannot rotate these
        if key.properties.get("EnableKeyRotation") is not True:
            yield key.violation("EnableKeyRotation")
        days = key.properties.get("RotationPeriodInDays", YEAR)
        if days > YEAR:
            yield key.violation(f"RotationPeriodInDays::{days}")
