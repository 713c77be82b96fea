from typing import Any

import pytest

from policy.rules.load_balancer.load_balancer_mitigates_desync import check
from tests.policy.rules.builder import assembly_of, details

KEY = "routing.http.desync_mitigation_mode"

CASES: list[tuple[Any, list[str]]] = [
    ({"LoadBalancerAttributes": [{"Key": KEY, "Value": "strictest"}]}, []),
    ({}, []),
    ({"LoadBalancerAttributes": [{"Key": KEY, "Value": "monitor"}]}, [f"{KEY}::monitor"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": given})
    assert details(check, assembly) == found
