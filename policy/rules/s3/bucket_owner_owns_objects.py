"""A bucket's owner owns its objects, whoever writes them, and no ACL counts: policies alone say who reads.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.s3._buckets import BUCKET
from policy.templates.assembly import Assembly
from policy.templates.template import listed
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for bucket in assembly.resources(BUCKET):
        rules = listed(at(bucket.properties, "OwnershipControls.Rules") or [])
        if [at(rule, "ObjectOwnership") for rule in rules] != ["BucketOwnerEnforced"]:
            yield bucket.violation("ObjectOwnership")
        if at(bucket.properties, "AccessControl") is not None:
            yield bucket.violation(f"AccessControl {bucket.properties['AccessControl']}")
