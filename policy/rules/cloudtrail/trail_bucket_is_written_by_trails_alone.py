"""Into the bucket of a trail nobody writes but CloudTrail, and out of it nobody deletes: its policy denies it to all.

A permission of an identity would do within the account, without any statement here: it takes a Deny.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalservicename
"""

import re
from collections.abc import Iterator, Sequence

from policy.finding import Violation
from policy.rules._principals import services
from policy.rules.cloudtrail._trails import trail_buckets
from policy.rules.s3._buckets import policies
from policy.templates.assembly import Assembly, Located
from policy.templates.statements import Statement, statements

CLOUDTRAIL = "cloudtrail.amazonaws.com"
WRITES = re.compile(r"\*|s3:(\*|put.*|delete.*|replicate.*|restore.*|abort.*|bypass.*|objectowner.*)", re.IGNORECASE)
WRITE, DELETES = "s3:putobject", ("s3:bypassgovernanceretention", "s3:deleteobject", "s3:deleteobjectversion")
BUT_CLOUDTRAIL = [("StringNotEquals", "aws:principalservicename", (CLOUDTRAIL,))]


def check(assembly: Assembly) -> Iterator[Violation]:
    for bucket in trail_buckets(assembly):
        found = [statement for policy in policies(bucket) for statement in statements(policy)]
        for statement in found:
            yield from (bucket.violation(f"{statement.name}::{action}") for action in _lets_write(statement))
        if not any(_denies(one, bucket, WRITE, BUT_CLOUDTRAIL) for one in found):
            yield bucket.violation("others may write")
        for action in DELETES:
            if not any(_denies(one, bucket, action, []) for one in found):
                yield bucket.violation(f"not denied::{action}")


def _lets_write(statement: Statement) -> tuple[str, ...]:
    if not statement.allows or services(statement) == (CLOUDTRAIL,) == tuple(name for _, name in statement.principals):
        return ()
    return tuple(action for action in statement.actions if WRITES.fullmatch(action))


def _denies(statement: Statement, bucket: Located, action: str, conditions: Sequence[object]) -> bool:
    return (
        not statement.allows
        and {name for _, name in statement.principals} == {"*"}
        and action in {one.lower() for one in statement.actions}
        and list(statement.conditions) == list(conditions)
        and any(resource.endswith("/*") and _is_of(resource, bucket) for resource in statement.resources)
    )


def _is_of(resource: str, bucket: Located) -> bool:
    named = str(bucket.properties.get("BucketName"))
    return resource in (f"arn:aws:s3:::{named}/*", f"${{{bucket.logical_id}.Arn}}/*")
