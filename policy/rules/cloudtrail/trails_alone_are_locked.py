"""Object Lock is for what trails have recorded: elsewhere it keeps what should expire, and what a leak left behind.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudtrail._trails import trail_buckets
from policy.rules.s3._buckets import BUCKET
from policy.templates.assembly import Assembly

LOCKS = ("ObjectLockConfiguration", "ObjectLockEnabled")


def check(assembly: Assembly) -> Iterator[Violation]:
    recorded = trail_buckets(assembly)
    for bucket in assembly.resources(BUCKET):
        if bucket not in recorded:
            yield from (bucket.violation(lock) for lock in LOCKS if bucket.properties.get(lock))
