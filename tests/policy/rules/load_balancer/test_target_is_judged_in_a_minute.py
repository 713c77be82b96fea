from typing import Any

import pytest

from policy.rules.load_balancer.target_is_judged_in_a_minute import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"HealthCheckIntervalSeconds": 10, "UnhealthyThresholdCount": 2}, []),
    ({}, []),
    ({"HealthCheckIntervalSeconds": 300}, ["2 failures, 300 seconds apart"]),
    ({"HealthCheckIntervalSeconds": "10", "UnhealthyThresholdCount": 10}, ["10 failures, 10 seconds apart"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::ElasticLoadBalancingV2::TargetGroup", "Properties": given})
    assert details(check, assembly) == found
