from typing import Any

import pytest

from policy.rules.load_balancer.load_balancer_drops_invalid_headers import check
from tests.policy.rules.builder import assembly_of, details

KEY = "routing.http.drop_invalid_header_fields.enabled"

CASES: list[tuple[Any, list[str]]] = [
    ({"LoadBalancerAttributes": [{"Key": KEY, "Value": "true"}]}, []),
    ({"Type": "network"}, []),
    ({"LoadBalancerAttributes": [{"Key": KEY, "Value": "false"}]}, [KEY]),
    ({}, [KEY]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": given})
    assert details(check, assembly) == found
