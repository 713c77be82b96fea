"""Trails, and the buckets of these templates that they deliver to."""

from collections.abc import Iterator
from typing import Any

from policy.rules.s3._buckets import BUCKET
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_meant
from policy.templates.values import at

TRAIL = "AWS::CloudTrail::Trail"


def trails(assembly: Assembly) -> Iterator[Located]:
    return assembly.resources(TRAIL)


def bucket_of(trail: Located, assembly: Assembly) -> Located | None:
    """Of its own stack, or of another by its name."""
    named = trail.properties.get("S3BucketName")
    own = resource_meant(trail.stack, named, "BucketName", BUCKET)
    return own or next((one for one in assembly.resources(BUCKET) if _name(one) == named), None)


def trail_buckets(assembly: Assembly) -> list[Located]:
    """Each once."""
    found = (bucket_of(trail, assembly) for trail in trails(assembly))
    return list({(bucket.stack.id, bucket.logical_id): bucket for bucket in found if bucket}.values())


def _name(bucket: Located) -> Any:
    return at(bucket.properties, "BucketName")
