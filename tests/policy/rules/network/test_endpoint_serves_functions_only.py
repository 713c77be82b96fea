from typing import Any

import pytest

from policy.rules.network.endpoint_serves_functions_only import check
from tests.policy.rules.builder import details
from tests.policy.rules.network.endpoints import CALLER, NOTHING, OTHER, endpoint, group, network
from tests.policy.rules.network.groups import tcp

CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"Endpoint": endpoint(PrivateDnsEnabled=False)}, ["PrivateDnsEnabled::not true"]),
    ({"Endpoint": endpoint(SecurityGroupIds=[])}, ["SecurityGroupIds::none"]),
    ({"Endpoint": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"RouteTableIds": []}}}, []),
    (
        {"Door": group(Ingress=tcp(443, CidrIp="10.0.0.0/16"), Egress=NOTHING)},
        ["Ingress::tcp 443 10.0.0.0/16"],
    ),
    (
        {"Door": group(Ingress=tcp(443, SourceSecurityGroupId=OTHER), Egress=NOTHING)},
        ["Ingress::tcp 443 ${Other.GroupId}"],
    ),
    (
        {"Door": group(Ingress=tcp(80, SourceSecurityGroupId=CALLER), Egress=NOTHING)},
        ["Ingress::tcp 80 ${Caller.GroupId}"],
    ),
    ({"Door": group(Ingress=tcp(443, SourceSecurityGroupId=CALLER))}, ["Egress::default"]),
    ({"Door": group(Egress=tcp(443, CidrIp="0.0.0.0/0"))}, ["Egress::tcp 443 0.0.0.0/0"]),
]


@pytest.mark.parametrize(("changed", "found"), CASES)
def test_finds(changed: dict[str, Any], found: list[str]) -> None:
    assert details(check, network(**changed)) == found
