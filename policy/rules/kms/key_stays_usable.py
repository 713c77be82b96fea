"""A key is enabled, and waits AWS's 30 days if somebody deletes it.

Without the key everything that it encrypted is lost: FSBP KMS.3. That it outlives its stack is asked by
stateful_resource_is_kept.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly

DAYS = 30


def check(assembly: Assembly) -> Iterator[Violation]:
    for key in assembly.resources("AWS::KMS::Key"):
        if key.properties.get("Enabled", True) is not True:
            yield key.violation("Enabled")
        days = key.properties.get("PendingWindowInDays", DAYS)
        if days != DAYS:
            yield key.violation(f"PendingWindowInDays::{days}")
