from typing import Any

import pytest

from policy.rules.network.compute_stands_in_private_subnets import check
from tests.policy.rules.builder import assembly_of, details

GROUP = "AWS::AutoScaling::AutoScalingGroup"
NETWORK: dict[str, Any] = {
    "Gateway": {"Type": "AWS::EC2::InternetGateway"},
    "Public": {"Type": "AWS::EC2::Subnet"},
    "Private": {"Type": "AWS::EC2::Subnet"},
    "Out": {
        "Type": "AWS::EC2::Route",
        "Properties": {"RouteTableId": {"Ref": "Table"}, "GatewayId": {"Ref": "Gateway"}},
    },
    "Nat": {
        "Type": "AWS::EC2::Route",
        "Properties": {"RouteTableId": {"Ref": "Other"}, "NatGatewayId": {"Ref": "NatGateway"}},
    },
    "OfPublic": {
        "Type": "AWS::EC2::SubnetRouteTableAssociation",
        "Properties": {"RouteTableId": {"Ref": "Table"}, "SubnetId": {"Ref": "Public"}},
    },
    "OfPrivate": {
        "Type": "AWS::EC2::SubnetRouteTableAssociation",
        "Properties": {"RouteTableId": {"Ref": "Other"}, "SubnetId": {"Ref": "Private"}},
    },
}

CASES: list[tuple[Any, list[str]]] = [
    ({"Type": GROUP, "Properties": {"VPCZoneIdentifier": [{"Ref": "Private"}, "subnet-1"]}}, []),
    ({"Type": GROUP, "Properties": {"VPCZoneIdentifier": [{"Ref": "Public"}]}}, ["Subnet::Public"]),
    ({"Type": "AWS::EC2::Instance", "Properties": {"SubnetId": {"Ref": "Public"}}}, ["Subnet::Public"]),
    (
        {"Type": "AWS::EC2::Instance", "Properties": {"NetworkInterfaces": [{"SubnetId": {"Ref": "Public"}}]}},
        ["Subnet::Public"],
    ),
    (
        {"Type": "AWS::Lambda::Function", "Properties": {"VpcConfig": {"SubnetIds": [{"Ref": "Public"}]}}},
        ["Subnet::Public"],
    ),
    (
        {
            "Type": "AWS::ECS::Service",
            "Properties": {"NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": [{"Ref": "Public"}]}}},
        },
        ["Subnet::Public"],
    ),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of(given, **NETWORK)
    assert details(check, assembly) == found
