from typing import Any

import pytest

from policy.rules.messaging.subscriber_is_known import check
from tests.policy.rules.builder import assembly_of, details

QUEUE = "arn:aws:sqs:eu-central-1:{}:queue"


def found(protocol: str, endpoint: Any) -> list[str]:
    subscription = {"Protocol": protocol, "Endpoint": endpoint}
    alone = {"Type": "AWS::SNS::Subscription", "Properties": subscription}
    topic = {"Type": "AWS::SNS::Topic", "Properties": {"Subscription": [subscription]}}
    queue = {"Type": "AWS::SQS::Queue"}
    of_topic = details(check, assembly_of(topic, Queue=queue))
    assert details(check, assembly_of(alone, Queue=queue)) == of_topic
    return of_topic


@pytest.mark.parametrize(
    ("protocol", "endpoint"),
    [
        ("email", "me@example.com"),
        ("https", "https://alerts.example.com"),
        ("sqs", QUEUE.format("111111111111")),
        ("sqs", {"Fn::GetAtt": ["Queue", "Arn"]}),
    ],
)
def test_known_ones_pass(protocol: str, endpoint: Any) -> None:
    assert found(protocol, endpoint) == []


@pytest.mark.parametrize(
    ("protocol", "endpoint"),
    [
        ("http", "http://alerts.example.com"),
        ("https", "http://alerts.example.com"),
        ("sqs", QUEUE.format("999999999999")),
    ],
)
def test_strangers_are_found(protocol: str, endpoint: str) -> None:
    assert found(protocol, endpoint) == [f"{protocol}::{endpoint}"]
