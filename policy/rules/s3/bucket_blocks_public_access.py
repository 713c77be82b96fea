"""Every bucket blocks public access, by all four flags."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.s3._buckets import BUCKET
from policy.templates.assembly import Assembly
from policy.templates.values import at, is_true

FLAGS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


def check(assembly: Assembly) -> Iterator[Violation]:
    for bucket in assembly.resources(BUCKET):
        for flag in FLAGS:
            if not is_true(at(bucket.properties, f"PublicAccessBlockConfiguration.{flag}")):
                yield bucket.violation(flag)
