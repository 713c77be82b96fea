"""Every topic is encrypted with a customer's key.

Services cannot publish to a topic with AWS's own key, whose policy nobody can change.
https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for topic in assembly.resources("AWS::SNS::Topic"):
        key = at(topic.properties, "KmsMasterKeyId")
        if key is None or "alias/aws/" in str(key):
            yield topic.violation("KmsMasterKeyId")
