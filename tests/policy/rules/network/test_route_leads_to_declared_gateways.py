from typing import Any

import pytest

from policy.rules.network.route_leads_to_declared_gateways import check
from tests.policy.rules.builder import assembly_of, details

GATEWAYS = {"Internet": {"Type": "AWS::EC2::InternetGateway"}, "Nat": {"Type": "AWS::EC2::NatGateway"}}

CASES: list[tuple[Any, list[str]]] = [
    ({"RouteTableId": "rtb-1", "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": {"Ref": "Internet"}}, []),
    ({"NatGatewayId": {"Ref": "Nat"}}, []),
    ({"NatGatewayId": "nat-1"}, ["NatGatewayId::nat-1"]),
    ({"NetworkInterfaceId": "eni-1"}, ["NetworkInterfaceId::eni-1"]),
    ({"VpcPeeringConnectionId": {"Ref": "Internet2"}}, ["VpcPeeringConnectionId::${Internet2}"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::EC2::Route", "Properties": given}, **GATEWAYS)
    assert details(check, assembly) == found
