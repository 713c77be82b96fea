"""A bucket policy that speaks of TLS versions denies everything below 1.2.

AWS's endpoints refuse older versions themselves; a statement with a lower number only looks like protection.
https://aws.amazon.com/blogs/security/tls-1-2-required-for-aws-endpoints/
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._transport import is_deny_to_everybody
from policy.rules.s3._buckets import POLICY
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements

KEY = "s3:tlsversion"
GOOD = {"1.2", "1.3"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for policy in assembly.resources(POLICY):
        for statement in statements(policy):
            found = [condition for condition in statement.conditions if condition[1] == KEY]
            if found and not _denies_old_versions(statement):
                yield policy.violation(f"{statement.name} {found[0][0]} {', '.join(found[0][2])}")


def _denies_old_versions(statement: Statement) -> bool:
    conditions = list(statement.conditions)
    return (
        is_deny_to_everybody(statement)
        and statement.actions == ("s3:*",)
        and [condition[:2] for condition in conditions] == [("NumericLessThan", KEY)]
        and set(conditions[0][2]) <= GOOD
    )
