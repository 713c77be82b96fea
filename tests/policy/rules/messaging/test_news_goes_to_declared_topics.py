from typing import Any

import pytest

from policy.rules.messaging.news_goes_to_declared_topics import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.codepipeline.pipelines import found

TOPIC, OTHER = {"Type": "AWS::SNS::Topic"}, "arn:aws:sns:eu-central-1:111111111111:other"
GROUP, ALARM = "AWS::AutoScaling::AutoScalingGroup", "AWS::CloudWatch::Alarm"

CASES: list[tuple[str, Any, list[str]]] = [
    (ALARM, {"AlarmActions": [{"Ref": "Topic"}]}, []),
    (ALARM, {"AlarmActions": [OTHER]}, [f"AlarmActions {OTHER}"]),
    (ALARM, {"OKActions": ["arn:aws:automate:r:ec2:stop"]}, ["OKActions arn:aws:automate:r:ec2:stop"]),
    (GROUP, {"NotificationConfigurations": [{"TopicARN": {"Ref": "Topic"}}]}, []),
    (GROUP, {"NotificationConfigurations": [{"TopicARN": OTHER}]}, [f"TopicARN {OTHER}"]),
]


@pytest.mark.parametrize(("kind", "given", "expected"), CASES)
def test_finds(kind: str, given: Any, expected: list[str]) -> None:
    assert details(check, assembly_of({"Type": kind, "Properties": given}, Topic=TOPIC)) == expected


def test_finds_an_approval_that_tells_another_topic() -> None:
    assert found(check, Topic=TOPIC) == []
    change = ("prod/Approve", "Configuration.NotificationArn", OTHER)
    assert found(check, change, Topic=TOPIC) == [f"prod/Approve {OTHER}"]
