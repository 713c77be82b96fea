"""What a trail has recorded is locked for 90 days at least, and nothing expires before its lock does.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
PCI DSS 10.5.1 asks for a year of which three months are at hand; pipeline.yml says how much longer.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudtrail._trails import trail_buckets
from policy.rules.s3._buckets import lifecycle_rules
from policy.templates.assembly import Assembly, Located
from policy.templates.values import at, number

DAYS = 90
LOCK = "ObjectLockConfiguration"


def check(assembly: Assembly) -> Iterator[Violation]:
    for bucket in trail_buckets(assembly):
        locked = _locked_days(bucket)
        if locked < DAYS:
            yield bucket.violation(f"DefaultRetention::{locked:g} days")
        for rule in lifecycle_rules(bucket):
            days = number(at(rule, "ExpirationInDays"))
            if days is not None and days < max(locked, DAYS):
                yield bucket.violation(f"ExpirationInDays::{days:g}")


def _locked_days(bucket: Located) -> float:
    enabled = bucket.properties.get("ObjectLockEnabled") is True
    if not enabled or at(bucket.properties, f"{LOCK}.ObjectLockEnabled") != "Enabled":
        return 0
    return number(at(bucket.properties, f"{LOCK}.Rule.DefaultRetention.Days")) or 0
