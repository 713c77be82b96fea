"""Objects expire, old versions in a versioned bucket too, and so do the parts of uploads that never ended.

Parts and old versions are in no listing, but they can be read and are paid for.
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.s3._buckets import BUCKET, lifecycle_rules
from policy.templates.assembly import Assembly, Located
from policy.templates.values import at

EXPIRY = ("ExpirationInDays", "ExpirationDate")
OLD_VERSIONS = ("NoncurrentVersionExpiration", "NoncurrentVersionExpirationInDays")
PARTS = ("AbortIncompleteMultipartUpload",)
NARROWED = ("Prefix", "TagFilters", "ObjectSizeGreaterThan", "ObjectSizeLessThan")


def check(assembly: Assembly) -> Iterator[Violation]:
    for bucket in assembly.resources(BUCKET):
        rules = lifecycle_rules(bucket)
        if not _any(rules, EXPIRY):
            yield bucket.violation("no object expires")
        if _is_versioned(bucket) and not _any(_of_all_objects(rules), OLD_VERSIONS):
            yield bucket.violation("old versions stay")
        if not _any(_of_all_objects(rules), PARTS):
            yield bucket.violation("parts of uploads stay")


def _is_versioned(bucket: Located) -> bool:
    return at(bucket.properties, "VersioningConfiguration.Status") is not None


def _of_all_objects(rules: list[Any]) -> list[Any]:
    return [rule for rule in rules if not any(rule.get(narrowed) for narrowed in NARROWED)]


def _any(rules: list[Any], keys: tuple[str, ...]) -> bool:
    return any(at(rule, key) is not None for rule in rules for key in keys)
