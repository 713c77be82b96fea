"""Every topic has a policy that denies publishing without TLS."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._transport import refuse_plain_http
from policy.rules.messaging._policies import policies
from policy.templates.assembly import Assembly

ACTIONS = ("sns:Publish", "sns:*")


def check(assembly: Assembly) -> Iterator[Violation]:
    for topic in assembly.resources("AWS::SNS::Topic"):
        if not refuse_plain_http(policies(topic), ACTIONS, [[f"${{{topic.logical_id}}}"]]):
            yield topic.violation("no statement denies plain HTTP")
