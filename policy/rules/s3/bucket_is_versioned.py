"""A bucket keeps the versions of its objects; a destination of logs, where nothing is overwritten, need not."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.s3._buckets import data_buckets
from policy.templates.assembly import Assembly
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for bucket in data_buckets(assembly):
        if at(bucket.properties, "VersioningConfiguration.Status") != "Enabled":
            yield bucket.violation("VersioningConfiguration")
