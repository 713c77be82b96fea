"""A trail delivers to a bucket of these templates: what becomes of records elsewhere, no rule here sees."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudtrail._trails import bucket_of, trails
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for trail in trails(assembly):
        if bucket_of(trail, assembly) is None:
            yield trail.violation("S3BucketName")
