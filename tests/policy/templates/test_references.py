from typing import Any

import pytest

from policy.templates.references import all_referred, referred, resource_meant, resource_referred
from tests.policy.rules.builder import stack_of

STACK = stack_of(
    {
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "told"}},
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "told"}},
    }
)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"Ref": "A"}, "A"),
        ({"Fn::GetAtt": ["A", "Arn"]}, "A"),
        ({"Fn::GetAtt": "A.Arn"}, "A"),
        ({"Fn::Sub": "${A.Arn}"}, "A"),
        ({"Fn::Sub": "${A}/*"}, ""),
        ("A", ""),
        (None, ""),
    ],
)
def test_what_the_whole_value_names(value: Any, name: str) -> None:
    assert referred(value) == name


def test_what_is_named_anywhere_within() -> None:
    joined = {"Fn::Join": ["", ["arn:", {"Ref": "A"}, {"Fn::GetAtt": ["B", "Name"]}]]}
    with_own_names = {"Fn::Sub": ["${C}${own}", {"own": {"Ref": "D"}}]}
    assert all_referred([joined, with_own_names, {"Fn::Sub": "${E.Arn}/${F}"}]) == set("ABCDEF")


@pytest.mark.parametrize(
    "value",
    [
        {"Ref": "Queue"},
        {"Fn::GetAtt": ["Queue", "Arn"]},
        {"Fn::GetAtt": "Queue.Arn"},
        {"Fn::Sub": "${Queue.Arn}"},
        "told",
    ],
)
def test_a_resource_by_reference_and_by_name(value: Any) -> None:
    found = resource_meant(STACK, value, "QueueName", "AWS::SQS::Queue")
    assert found is not None
    assert found.logical_id == "Queue"


@pytest.mark.parametrize("value", [{"Ref": "Topic"}, "other", None, {"Fn::ImportValue": "Queue"}])
def test_another_type_another_name_and_nothing(value: Any) -> None:
    assert resource_meant(STACK, value, "QueueName", "AWS::SQS::Queue") is None


def test_a_name_is_no_reference() -> None:
    assert resource_referred(STACK, "told") is None
    assert resource_referred(STACK, {"Ref": "Parameter"}) is None
