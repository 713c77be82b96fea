"""S3 copies objects only to a bucket of an account that the role of the replication names: aws:ResourceAccount.

The ARN of the destination has no account. The role is one of the template, so that what it may do can be read there.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._conditions import values
from policy.rules._role_policies import ROLE, permissions
from policy.rules.s3._buckets import BUCKET
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_referred
from policy.templates.statements import Statement
from policy.templates.template import text
from policy.templates.values import at, objects


def check(assembly: Assembly) -> Iterator[Violation]:
    accounts = {stack.account for stack in assembly.stacks}
    for bucket in assembly.resources(BUCKET):
        replication = at(bucket.properties, "ReplicationConfiguration")
        role = resource_referred(bucket.stack, at(replication, "Role"), ROLE)
        for rule in objects(at(replication, "Rules")):
            destination = text(at(rule, "Destination.Bucket"))
            if not _may_copy(role, destination, accounts):
                yield bucket.violation(f"Destination::{destination}")


def _may_copy(role: Located | None, destination: str, accounts: set[str]) -> bool:
    found = [one for one in permissions(role) if _writes(one, destination)] if role else []
    owners = [set(values(one, "aws:ResourceAccount")) for one in found]
    return bool(found) and all(owner and owner <= accounts for owner in owners)


def _writes(statement: Statement, destination: str) -> bool:
    copies = any(action.lower() == "s3:replicateobject" for action in statement.actions)
    return copies and any(resource.startswith(f"{destination}/") for resource in statement.resources)
