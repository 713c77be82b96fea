"""A bucket has its accesses logged, but for a destination of logs, which would log itself without end."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.s3._buckets import data_buckets
from policy.templates.assembly import Assembly
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for bucket in data_buckets(assembly):
        if at(bucket.properties, "LoggingConfiguration.DestinationBucketName") is None:
            yield bucket.violation("LoggingConfiguration")
