from typing import Any

import pytest

from policy.rules.messaging.news_goes_to_declared_topics import check
from tests.policy.rules.builder import assembly_of, details

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


def test_finds_a_rule_that_names_another_topic() -> None:
    template = f'{{"title":"Build failed","topic":"{OTHER}"}}'
    rule = {"Targets": [{"Id": "Target0", "InputTransformer": {"InputTemplate": template}}]}
    told, named = {"Type": "AWS::Events::Rule", "Properties": rule}, {**TOPIC, "Properties": {"TopicName": "other"}}
    assert details(check, assembly_of(told, Topic=named)) == []
    assert details(check, assembly_of(told, Topic=TOPIC)) == [f"Targets {OTHER}"]
