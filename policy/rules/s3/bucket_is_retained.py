"""A bucket outlives its stack and its replacement.

CloudFormation's default is to delete; RetainExceptOnCreate differs only in a creation that failed.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.s3._buckets import BUCKET
from policy.templates.assembly import Assembly

KEPT = {"DeletionPolicy": ("Retain", "RetainExceptOnCreate"), "UpdateReplacePolicy": ("Retain",)}


def check(assembly: Assembly) -> Iterator[Violation]:
    for bucket in assembly.resources(BUCKET):
        for attribute, values in KEPT.items():
            found = bucket.definition.get(attribute, "Delete")
            if found not in values:
                yield bucket.violation(f"{attribute} {found}")
