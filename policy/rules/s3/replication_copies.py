"""A replication is on and encrypts what it copies with a key; a role made for one is used by one.

Without SourceSelectionCriteria and ReplicaKmsKeyID S3 skips every object that a KMS key encrypts, silently:
https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules._principals import services
from policy.rules._role_arns import arn_of, role_arn
from policy.rules._role_policies import ROLE
from policy.rules.s3._buckets import BUCKET
from policy.templates.assembly import Assembly, Located
from policy.templates.statements import statements
from policy.templates.values import at, objects


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        used = set()
        for bucket in stack.resources(BUCKET):
            replication = at(bucket.properties, "ReplicationConfiguration")
            used.add(role_arn(stack, at(replication, "Role")))
            for rule in objects(at(replication, "Rules")):
                yield from (bucket.violation(wrong) for wrong in _wrong(rule))
        for role in stack.resources(ROLE):
            if _is_for_replication(role) and arn_of(role) not in used:
                yield role.violation("ReplicationConfiguration::none")


def _wrong(rule: Any) -> Iterator[str]:
    if at(rule, "Status") != "Enabled":
        yield "Status"
    if at(rule, "SourceSelectionCriteria.SseKmsEncryptedObjects.Status") != "Enabled":
        yield "SseKmsEncryptedObjects"
    if not at(rule, "Destination.EncryptionConfiguration.ReplicaKmsKeyID"):
        yield "ReplicaKmsKeyID"


def _is_for_replication(role: Located) -> bool:
    return any("s3.amazonaws.com" in services(one) for one in statements(role) if one.kind == "trust")
