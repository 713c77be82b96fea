"""Every queue is encrypted with a customer's key: what lies in it is then read by whom the key lets read."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for queue in assembly.resources("AWS::SQS::Queue"):
        key = at(queue.properties, "KmsMasterKeyId")
        if key is None or "alias/aws/" in str(key):
            yield queue.violation("KmsMasterKeyId")
