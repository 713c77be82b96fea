from typing import Any

import pytest

from policy.rules.load_balancer.load_balancer_is_protected_from_deletion import check
from tests.policy.rules.builder import assembly_of, details

KEY = "deletion_protection.enabled"

CASES: list[tuple[Any, list[str]]] = [
    ({"LoadBalancerAttributes": [{"Key": KEY, "Value": "true"}]}, []),
    ({"LoadBalancerAttributes": [{"Key": KEY, "Value": "false"}]}, [KEY]),
    ({"LoadBalancerAttributes": {"Ref": "Attributes"}}, [KEY]),
    ({}, [KEY]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": given})
    assert details(check, assembly) == found
