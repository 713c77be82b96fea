from typing import Any

import pytest

from policy.rules._properties import at, referred
from tests.policy.rules.builder import stack_of

STACK = stack_of(
    {
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "told"}},
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "told"}},
    }
)


@pytest.mark.parametrize(
    "value", [{"Ref": "Queue"}, {"Fn::GetAtt": ["Queue", "Arn"]}, {"Fn::GetAtt": "Queue.Arn"}, "told"]
)
def test_a_resource_by_reference_and_by_name(value: Any) -> None:
    found = referred(STACK, value, "QueueName", "AWS::SQS::Queue")
    assert found is not None
    assert found.logical_id == "Queue"


@pytest.mark.parametrize("value", [{"Ref": "Topic"}, "other", None, {"Fn::ImportValue": "Queue"}])
def test_another_type_another_name_and_nothing(value: Any) -> None:
    assert referred(STACK, value, "QueueName", "AWS::SQS::Queue") is None


def test_a_path() -> None:
    assert at({"a": {"b": 1}}, "a.b") == 1
    assert at({"a": {"b": {"Ref": "AWS::NoValue"}}}, "a.b") is None
    assert at({"a": {"Ref": "AWS::NoValue"}}, "a.b") is None
    assert at({"a": [1]}, "a.b") is None
