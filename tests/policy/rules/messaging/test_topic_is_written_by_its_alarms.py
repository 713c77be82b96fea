from typing import Any

import pytest

from policy.rules.messaging.topic_is_written_by_its_alarms import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of
from tests.policy.rules.policies import document, key

ALARMS = "arn:aws:cloudwatch:eu-central-1:111111111111:alarm:"
CLOUDWATCH = {"Service": "cloudwatch.amazonaws.com"}
ALARM = {"Type": "AWS::CloudWatch::Alarm", "Properties": {"AlarmName": "app-tell-failed"}}


def found(principal: Any, arn: str = "", effect: str = "Allow") -> list[list[str]]:
    """With the statement in the policy of a topic, and in that of a key."""
    condition = {"Condition": {"ArnLike": {"aws:SourceArn": arn}}} if arn else {}
    statement = {"Sid": "S", "Effect": effect, "Principal": principal, "Action": "sns:Publish", **condition}
    topic = {"Type": "AWS::SNS::TopicPolicy", "Properties": {"PolicyDocument": document(statement)}}
    stacks = (stack_of({"Policy": policy, "Alarm": ALARM}, name="app-dev") for policy in (topic, key(statement)))
    return [details(check, Assembly((stack,))) for stack in stacks]


@pytest.mark.parametrize("arn", [f"{ALARMS}app-dev-*", f"{ALARMS}app-tell-failed"])
def test_alarms_of_the_stack(arn: str) -> None:
    assert found(CLOUDWATCH, arn) == [[], []]


@pytest.mark.parametrize("arn", [f"{ALARMS}*", f"{ALARMS}app-*", f"{ALARMS}app-gone", f"{ALARMS}app-dev-*x"])
def test_other_alarms(arn: str) -> None:
    assert found(CLOUDWATCH, arn) == [[f"S::{arn}"], [f"S::{arn}"]]


@pytest.mark.parametrize("principal", ["arn:aws:iam::111111111111:root", "*"])
def test_other_publishers(principal: str) -> None:
    assert found({"AWS": principal}) == [[f"S::{principal}"], []]
    assert found({"AWS": principal}, effect="Deny") == [[], []]


def test_other_services() -> None:
    assert found({"Service": "codestar-notifications.amazonaws.com"})[0] == ["S::codestar-notifications.amazonaws.com"]
