"""A trail encrypts with a key of these templates that encrypts nothing else: who reads a record needs that key.

A stack of another account knows it by an alias, whose name follows from pipeline.yml.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.rules.cloudtrail._trails import bucket_of, trails
from policy.rules.s3._buckets import BUCKET, default_encryption
from policy.templates.assembly import Assembly, Located
from policy.templates.references import referred, resource_referred
from policy.templates.template import text
from policy.templates.values import at

KEY, ALIAS = "AWS::KMS::Key", "AWS::KMS::Alias"


def check(assembly: Assembly) -> Iterator[Violation]:
    for trail in trails(assembly):
        key, bucket = _key(trail, assembly), bucket_of(trail, assembly)
        if key is None:
            yield trail.violation("KMSKeyId")
        elif any(_encrypts(key, other) for other in key.stack.resources(BUCKET) if other != bucket):
            yield trail.violation("KMSKeyId is shared")


def _key(trail: Located, assembly: Assembly) -> Located | None:
    named = trail.properties.get("KMSKeyId")
    own = resource_referred(trail.stack, named, KEY)
    return own or next((key for arn, key in _aliases(assembly) if arn == concrete(text(named), trail.stack)), None)


def _aliases(assembly: Assembly) -> Iterator[tuple[str, Located]]:
    for alias in assembly.resources(ALIAS):
        key = resource_referred(alias.stack, alias.properties.get("TargetKeyId"), KEY)
        if key:
            yield f"arn:aws:kms:{alias.stack.region}:{alias.stack.account}:{alias.properties['AliasName']}", key


def _encrypts(key: Located, bucket: Located) -> bool:
    by_default = at(default_encryption(bucket), "ServerSideEncryptionByDefault.KMSMasterKeyID")
    return referred(by_default) == key.logical_id
