from typing import Any

import pytest

from policy.rules.cloudwatch.release_alarm_watches_its_own import check
from tests.policy.rules.builder import details
from tests.policy.rules.codedeploy.groups import group

ELB = "AWS/ApplicationELB"
OWN = [{"Name": "LoadBalancer", "Value": {"Fn::GetAtt": ["Application", "FullName"]}}]
OTHER = [{"Name": "LoadBalancer", "Value": "app/other/1"}]


def metric(dimensions: Any, namespace: str = ELB) -> dict[str, Any]:
    return {"MetricName": "Latency", "Namespace": namespace, "Dimensions": dimensions}


def query(dimensions: Any) -> dict[str, Any]:
    return {"Metrics": [{"Id": "a", "MetricStat": {"Metric": metric(dimensions)}}]}


@pytest.mark.parametrize(
    ("alarm", "found"),
    [
        (metric(OWN), []),
        (query(OWN), []),
        (metric(OTHER), ["Dimensions of Latency"]),
        (query(OTHER), ["Dimensions of Latency"]),
        (metric([]), ["Dimensions of Latency"]),
        (metric(OWN, "Custom"), ["Namespace of Latency"]),
    ],
)
def test_finds(alarm: dict[str, Any], found: list[str]) -> None:
    assert details(check, group(alarm=alarm)) == found
