"""The key of an artifact store is used by the roles that write or read artifacts, and by nobody else.

A role that reads no artifact would decrypt what it got hold of elsewhere, say in a copy. Who may hand use on by a
grant is the matter of grant_is_for_a_known_service.py.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._artifacts import allowed_by, artifacts, readers, stores_of, writers
from policy.rules.codepipeline._pipeline import Pipeline, pipelines
from policy.rules.kms._use import uses
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_referred
from policy.templates.statements import statements
from policy.templates.values import at, objects

RULES = "BucketEncryption.ServerSideEncryptionConfiguration"


def check(assembly: Assembly) -> Iterator[Violation]:
    found = list(pipelines(assembly))
    meant = {arn for pipeline in found for arn in _users(pipeline, assembly)}
    buckets = {(one.stack.id, one.logical_id): one for pipeline in found for one in stores_of(pipeline, assembly)}
    keys = {(key.stack.id, key.logical_id): key for bucket in buckets.values() for key in _keys(bucket)}
    for key in keys.values():
        for statement in statements(key):
            if statement.allows and set(uses(statement)) - {"kms:CreateGrant"}:
                for stranger in sorted(allowed_by(statement) - meant):
                    yield key.violation(f"{statement.name}::{stranger}")


def _users(pipeline: Pipeline, assembly: Assembly) -> Iterator[str]:
    for artifact in artifacts(pipeline):
        yield from (*writers(pipeline, artifact), *readers(pipeline, artifact, assembly))


def _keys(bucket: Located) -> Iterator[Located]:
    for rule in objects(at(bucket.properties, RULES)):
        key = at(rule, "ServerSideEncryptionByDefault.KMSMasterKeyID")
        found = resource_referred(bucket.stack, key, "AWS::KMS::Key")
        if found is not None:
            yield found
