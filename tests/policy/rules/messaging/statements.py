"""A topic or a queue with a policy that denies plain HTTP, or nearly."""

from typing import Any

from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of

CHANGES: tuple[dict[str, Any], ...] = (
    {"Effect": "Allow"},
    {"Principal": {"Service": "events.amazonaws.com"}},
    {"Action": "x:Get"},
    {"Resource": "y"},
    {"Condition": {}},
)


def topic(of: str = "It", **change: Any) -> Assembly:
    return _assembly("AWS::SNS::Topic", "Topics", of, {"Action": "sns:Publish", "Resource": {"Ref": "It"}, **change})


def queue(of: str = "It", **change: Any) -> Assembly:
    about = {"Action": "sqs:*", "Resource": {"Fn::GetAtt": ["It", "Arn"]}, **change}
    return _assembly("AWS::SQS::Queue", "Queues", of, about)


def _assembly(kind: str, holders: str, of: str, change: dict[str, Any]) -> Assembly:
    condition = {"Bool": {"aws:SecureTransport": "false"}}
    statement = {"Effect": "Deny", "Principal": "*", "Condition": condition, **change}
    policy = {holders: [{"Ref": of}], "PolicyDocument": {"Statement": [statement]}}
    return assembly_of(It={"Type": kind}, Policy={"Type": f"{kind}Policy", "Properties": policy})
