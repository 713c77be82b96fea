from typing import Any

import pytest

from policy.rules.cloudwatch.release_alarm_looks_at_the_worst import check
from tests.policy.rules.builder import details
from tests.policy.rules.codedeploy.groups import group


def query(name: str, statistic: str) -> dict[str, Any]:
    return {"Metrics": [{"Id": "a", "MetricStat": {"Metric": {"MetricName": name}, "Stat": statistic}}]}


@pytest.mark.parametrize(
    ("alarm", "found"),
    [
        ({"MetricName": "TargetResponseTime", "ExtendedStatistic": "p95"}, []),
        ({"MetricName": "TargetResponseTime", "ExtendedStatistic": "p50"}, ["TargetResponseTime p50"]),
        ({"MetricName": "TargetResponseTime", "Statistic": "Minimum"}, ["TargetResponseTime Minimum"]),
        (query("UnHealthyHostCount", "Maximum"), []),
        (query("UnHealthyHostCount", "Minimum"), ["UnHealthyHostCount Minimum"]),
        (query("HealthyHostCount", "Minimum"), []),
    ],
)
def test_finds(alarm: dict[str, Any], found: list[str]) -> None:
    assert details(check, group(alarm=alarm)) == found
