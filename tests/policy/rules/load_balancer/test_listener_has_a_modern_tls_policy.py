from typing import Any

import pytest

from policy.rules.load_balancer.listener_has_a_modern_tls_policy import check
from tests.policy.rules.builder import assembly_of, details

TLS13 = "ELBSecurityPolicy-TLS13"

CASES: list[tuple[Any, list[str]]] = [
    ({"Protocol": "HTTP"}, []),
    ({"Protocol": "HTTPS", "SslPolicy": "ELBSecurityPolicy-TLS13-1-2-2021-06"}, []),
    ({"Protocol": "HTTPS", "SslPolicy": "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09"}, []),
    ({"Protocol": "TLS", "SslPolicy": "ELBSecurityPolicy-TLS13-1-3-2021-06"}, []),
    ({"Protocol": "HTTPS", "SslPolicy": "ELBSecurityPolicy-2016-08"}, ["SslPolicy::ELBSecurityPolicy-2016-08"]),
    ({"Protocol": "HTTPS", "SslPolicy": f"{TLS13}-1-0-2021-06"}, [f"SslPolicy::{TLS13}-1-0-2021-06"]),
    ({"Protocol": "TLS", "SslPolicy": f"{TLS13}-1-2-Ext2-2021-06"}, [f"SslPolicy::{TLS13}-1-2-Ext2-2021-06"]),
    ({"Protocol": "HTTPS"}, ["SslPolicy::not set"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": given})
    assert details(check, assembly) == found
