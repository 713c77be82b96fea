from typing import Any

import pytest

from policy.rules.cloudwatch.release_alarm_counts_hosts_there_are import check
from tests.policy.rules.builder import assembly_of, details

WATCHING = {
    "Type": "AWS::CodeDeploy::DeploymentGroup",
    "Properties": {"AlarmConfiguration": {"Alarms": [{"Name": {"Ref": "Alarm"}}]}},
}
FLEET = {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {"MaxSize": "4"}}
SINGLE = {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {"MaxSize": "1"}}
TASKS = {"Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties": {"MaxCapacity": 3}}


def found(limit: Any, groups: int, metric: str = "UnHealthyHostCount", **sized: dict[str, Any]) -> list[str]:
    queries = [{"Id": f"u{n}", "MetricStat": {"Metric": {"MetricName": metric}}} for n in range(groups)]
    alarm = {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Metrics": queries, "Threshold": limit}}
    return details(check, assembly_of(WATCHING, Alarm=alarm, **sized))


@pytest.mark.parametrize("limit", [1, 3, "3"])
def test_while_one_is_well(limit: Any) -> None:
    assert found(limit, 1, Fleet=FLEET) == []


def test_more_than_can_fail() -> None:
    assert found(4, 1, Fleet=FLEET) == ["Threshold::4 of 4 hosts"]
    assert found(5, 2, Size=TASKS) == ["Threshold::5 of 3 hosts"]
    assert found(2, 1, Fleet=SINGLE) == ["Threshold::2 of 1 hosts"]


def test_what_cannot_be_told_and_other_alarms() -> None:
    assert found(4, 2, Size=TASKS) == []
    assert found(1, 1, Fleet=SINGLE) == []
    assert found(100, 1) == []
    assert found(100, 1, "RequestCount", Fleet=FLEET) == []
