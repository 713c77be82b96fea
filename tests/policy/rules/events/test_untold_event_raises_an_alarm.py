from typing import Any

import pytest

from policy.rules.events.untold_event_raises_an_alarm import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.events.forwarding import METRICS, TARGET, WAITING, forwarded

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


TO_MACHINE = {**TARGET, "Arn": {"Ref": "Machine"}}


def telling(target: dict[str, Any] = TO_MACHINE, **alarm: Any) -> Assembly:
    """A rule that starts a state machine, and an alarm on its queue."""
    return assembly_of(
        Machine={"Type": "AWS::StepFunctions::StateMachine", "Properties": {}},
        Queue={"Type": "AWS::SQS::Queue", "Properties": {}},
        Rule={"Type": "AWS::Events::Rule", "Properties": {"Targets": [target]}},
        Waits={"Type": "AWS::CloudWatch::Alarm", "Properties": {**WAITING, **alarm}},
    )


def test_what_starts_no_state_machine_waits_in_a_queue_that_an_alarm_sees() -> None:
    assert details(check, telling()) == []


def test_what_starts_no_state_machine_is_lost() -> None:
    nowhere = {**TO_MACHINE, "DeadLetterConfig": None}
    assert details(check, telling(nowhere)) == [QUEUE, ALARM]
    assert details(check, telling({**TO_MACHINE, "RetryPolicy": None})) == [AGE]


@pytest.mark.parametrize(
    "wrong",
    [
        {"Threshold": 2},
        {"Statistic": "Minimum"},
        {"Period": 3600},
        {"MetricName": "NumberOfEmptyReceives"},
        {"Dimensions": [{"Name": "QueueName", "Value": "other"}]},
        {"Dimensions": None},
    ],
)
def test_no_alarm_sees_what_waits(wrong: dict[str, Any]) -> None:
    assert details(check, telling(**wrong)) == [ALARM]
