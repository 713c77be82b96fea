"""Every queue has a policy that denies all access without TLS."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._transport import refuse_plain_http
from policy.rules.messaging._policies import policies
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for queue in assembly.resources("AWS::SQS::Queue"):
        if not refuse_plain_http(policies(queue), ["sqs:*"], [[f"${{{queue.logical_id}.Arn}}"]]):
            yield queue.violation("no statement denies plain HTTP")
