from typing import Any

import pytest

from policy.rules.events.alarms_are_told import check
from tests.policy.rules.builder import details
from tests.policy.rules.cloudwatch import outage
from tests.policy.rules.events.forwarding import CHANGES, SOURCE, TARGET, forwarded

NOT_HANDED_ON, GOES_OFF = "its changes are not handed on", "nobody is told that it goes off"
NAMED = {"alarmName": ["app-prod-errors"]}


def pattern(**changes: Any) -> dict[str, Any]:
    return {"EventPattern": {**SOURCE, "detail": NAMED, **changes}}


def test_they_are() -> None:
    assert details(check, forwarded()) == []


def test_hosts_may_be_told_by_the_same_rule() -> None:
    both = pattern(
        source=["aws.cloudwatch", "aws.autoscaling"],
        **{"detail-type": [CHANGES, "EC2 Instance Terminate Successful"]},
        detail={"$or": [NAMED, {"AutoScalingGroupName": ["app-prod"]}]},
    )
    assert details(check, forwarded(Rule=both)) == []


@pytest.mark.parametrize(
    "rule",
    [
        None,
        {"State": "DISABLED"},
        {"EventBusName": "other"},
        {"Targets": [{**TARGET, "Arn": "arn:aws:events:eu-central-1:111111111111:event-bus/other"}]},
        pattern(source=["aws.autoscaling"]),
        pattern(detail={"alarmName": ["other"]}),
        pattern(detail={**NAMED, "state": {"value": ["OK"]}}),
        pattern(account=["999999999999"]),
    ],
)
def test_an_alarm_does_not_get_to_the_tools_account(rule: Any) -> None:
    assert details(check, forwarded(Rule=rule)) == [NOT_HANDED_ON]


@pytest.mark.parametrize(
    "rule",
    [
        None,
        {"State": "DISABLED"},
        {"EventBusName": None},
        {"EventPattern": {**SOURCE, "detail": {"state": {"value": ["OK"]}}}},
        {"EventPattern": {**SOURCE, "account": ["333333333333"], "detail": {"state": {"value": ["ALARM"]}}}},
        {"Targets": []},
    ],
)
def test_nobody_is_told(rule: Any) -> None:
    assert details(check, forwarded(Alarm=rule)) == [GOES_OFF]


def test_nobody_is_told_that_it_is_over() -> None:
    assert details(check, forwarded(Over=None)) == ["nobody is told that it is over"]


def test_an_outage_is_told_like_the_others() -> None:
    unwatched = {"Errors": outage.alarm()["Properties"], "Group": None}
    assert details(check, forwarded(**unwatched, Rule=None)) == [NOT_HANDED_ON]
    handed_on = {"EventPattern": {**SOURCE, "detail": {"alarmName": ["app-prod-outage"]}}}
    assert details(check, forwarded(**unwatched, Rule=handed_on)) == []
