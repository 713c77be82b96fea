from typing import Any

import pytest

from policy.rules.network.function_reaches_endpoints_only import check
from tests.policy.rules.builder import details
from tests.policy.rules.network.endpoints import DOOR, NOTHING, OTHER, group, network
from tests.policy.rules.network.groups import tcp

WORLD = tcp(443, CidrIp="0.0.0.0/0")

CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"Caller": group(Egress=NOTHING)}, []),
    ({"Caller": group()}, ["Egress::default"]),
    ({"Caller": group(Egress=WORLD)}, ["Egress::tcp 443 0.0.0.0/0"]),
    ({"Caller": group(Egress=WORLD), "Vpc": None}, []),
    ({"Caller": group(Egress=tcp(80, CidrIp="0.0.0.0/0")), "Vpc": None}, ["Egress::tcp 80 0.0.0.0/0"]),
    ({"Caller": group(Egress=tcp(22, DestinationSecurityGroupId=DOOR))}, ["Egress::tcp 22 ${Door.GroupId}"]),
    ({"Caller": group(Egress=tcp(443, DestinationSecurityGroupId=OTHER))}, ["Egress::tcp 443 ${Other.GroupId}"]),
    (
        {"Caller": group(Egress=NOTHING, Ingress=tcp(80, SourceSecurityGroupId=OTHER))},
        ["Ingress::tcp 80 ${Other.GroupId}"],
    ),
]


@pytest.mark.parametrize(("changed", "found"), CASES)
def test_finds(changed: dict[str, Any], found: list[str]) -> None:
    assert details(check, network(**changed)) == found
