from typing import Any

import pytest

from policy.rules.events.untold_event_raises_an_alarm import check
from tests.policy.rules.builder import details
from tests.policy.rules.events.forwarding import METRICS, TARGET, forwarded

QUEUE, AGE, ALARM = "DeadLetterConfig", "MaximumEventAgeInSeconds", "no alarm"


def test_it_does() -> None:
    assert details(check, forwarded()) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"DeadLetterConfig": None}, QUEUE),
        ({"DeadLetterConfig": {"Arn": "arn:aws:sqs:eu-central-1:999999999999:theirs"}}, QUEUE),
        ({"RetryPolicy": None}, AGE),
        ({"RetryPolicy": {"MaximumEventAgeInSeconds": 3600}}, AGE),
    ],
)
def test_it_is_not_kept_or_too_late(wrong: dict[str, Any], said: str) -> None:
    assert details(check, forwarded(Rule={"Targets": [{**TARGET, **wrong}]})) == [said]


@pytest.mark.parametrize(
    "alarm",
    [
        None,
        {"Threshold": 2},
        {"EvaluationPeriods": 5},
        {"ComparisonOperator": "LessThanThreshold"},
        {"Metrics": METRICS[:2]},
        {"Metrics": [{"Id": "sum", "Expression": "FILL(a, 0)"}, *METRICS[1:]]},
    ],
)
def test_no_alarm_counts_it(alarm: Any) -> None:
    assert details(check, forwarded(Untold=alarm)) == [ALARM]


def test_the_alarm_of_another_rule_is_none() -> None:
    assert details(check, forwarded(Rule={"Name": "other"})) == [ALARM]
