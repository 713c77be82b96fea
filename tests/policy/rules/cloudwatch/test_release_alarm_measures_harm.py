from typing import Any

import pytest

from policy.rules.cloudwatch.release_alarm_measures_harm import check
from tests.policy.rules.builder import assembly_of, details

GROUP = {
    "Type": "AWS::CodeDeploy::DeploymentGroup",
    "Properties": {"AlarmConfiguration": {"Alarms": [{"Name": {"Ref": "Alarm"}}]}},
}
MORE, LESS = "GreaterThanThreshold", "LessThanThreshold"


def found(metric: str = "", operator: str = MORE, threshold: Any = 1, expression: str = "") -> list[str]:
    failed = {
        "Id": "failed",
        "ReturnData": False,
        "MetricStat": {"Metric": {"MetricName": "HTTPCode_Target_5XX_Count"}},
    }
    of_metric = {"MetricName": metric} if metric else {"Metrics": [{"Id": "e", "Expression": expression}, failed]}
    properties = {**of_metric, "ComparisonOperator": operator, "Threshold": threshold}
    alarm = {"Type": "AWS::CloudWatch::Alarm", "Properties": properties}
    return details(check, assembly_of(GROUP, Alarm=alarm))


def test_what_measures_harm_passes() -> None:
    assert found("TargetResponseTime") == found("HealthyHostCount", LESS) == []
    assert found(expression="100 * failed", threshold=100) == found(expression="SUM(METRICS())") == []


@pytest.mark.parametrize("metric", ["RequestCount", "ActiveConnectionCount"])
def test_what_says_nothing_bad_is_found(metric: str) -> None:
    assert found(metric) == [f"MetricName::{metric}"]


@pytest.mark.parametrize("metric", ["TargetResponseTime", "UnHealthyHostCount", "HTTPCode_ELB_5XX_Count"])
def test_the_wrong_way_is_found(metric: str) -> None:
    assert found(metric, LESS) == [f"ComparisonOperator::{LESS}"]


def test_a_limit_out_of_reach_is_found() -> None:
    assert found("TargetResponseTime", threshold=61) == ["Threshold::61"]
    assert found("CPUUtilization", threshold="101") == ["Threshold::101"]
    assert found(expression="100 * failed", threshold=101) == ["Threshold::101"]


@pytest.mark.parametrize("threshold", [0, "0", -1])
def test_a_limit_that_is_always_reached_is_found(threshold: Any) -> None:
    assert found("TargetResponseTime", threshold=threshold) == [f"Threshold::{threshold}"]


def test_an_expression_without_metrics_is_found() -> None:
    assert found(expression="0") == ["Expression::0"]
