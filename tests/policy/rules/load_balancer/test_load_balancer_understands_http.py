from typing import Any

import pytest

from policy.rules.load_balancer.load_balancer_understands_http import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({}, []),
    ({"Type": "application"}, []),
    ({"Type": "network"}, ["Type::network"]),
    ({"Type": "gateway"}, ["Type::gateway"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": given})
    assert details(check, assembly) == found
