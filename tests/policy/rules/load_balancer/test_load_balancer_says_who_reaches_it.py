from typing import Any

import pytest

from policy.rules.load_balancer.load_balancer_says_who_reaches_it import check
from tests.policy.rules.builder import assembly_of, details

ROUTE = {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "Table"}, "GatewayId": "igw-1"}}
ASSOCIATION = {
    "Type": "AWS::EC2::SubnetRouteTableAssociation",
    "Properties": {"RouteTableId": {"Ref": "Table"}, "SubnetId": {"Ref": "Public"}},
}

CASES: list[tuple[Any, list[str]]] = [
    ({"Scheme": "internet-facing", "Subnets": [{"Ref": "Public"}]}, []),
    ({"Scheme": "internal", "Subnets": ["subnet-1"]}, []),
    ({"Scheme": "internal", "Subnets": [{"Ref": "Public"}]}, ["Subnet::Public"]),
    ({"Scheme": "internal", "SubnetMappings": [{"SubnetId": {"Ref": "Public"}}]}, ["Subnet::Public"]),
    ({}, ["Scheme::not set"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of(
        {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": given}, Route=ROUTE, Association=ASSOCIATION
    )
    assert details(check, assembly) == found
