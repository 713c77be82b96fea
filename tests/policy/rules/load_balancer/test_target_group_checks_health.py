from typing import Any

import pytest

from policy.rules.load_balancer.target_group_checks_health import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"Protocol": "HTTP", "HealthCheckPath": "/healthz"}, []),
    ({"Protocol": "TCP"}, []),
    ({"TargetType": "lambda"}, []),
    ({"Protocol": "HTTP"}, ["HealthCheckPath"]),
    ({"Protocol": "HTTP", "HealthCheckPath": "/", "HealthCheckEnabled": False}, ["HealthCheckEnabled"]),
    ({"Protocol": "HTTP", "HealthCheckPath": "/", "HealthCheckProtocol": "TCP"}, ["HealthCheckProtocol::TCP"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::ElasticLoadBalancingV2::TargetGroup", "Properties": given})
    assert details(check, assembly) == found
