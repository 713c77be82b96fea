from typing import Any

from policy.rules.network.private_subnet_leaves_by_nat import check
from tests.policy.rules.builder import assembly_of, details


def route(table: str, **way: Any) -> dict[str, Any]:
    properties = {"RouteTableId": {"Ref": table}, "DestinationCidrBlock": "0.0.0.0/0", **way}
    return {"Type": "AWS::EC2::Route", "Properties": properties}


def association(table: str, subnet: str) -> dict[str, Any]:
    properties = {"RouteTableId": {"Ref": table}, "SubnetId": {"Ref": subnet}}
    return {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": properties}


def fleet(*subnets: Any) -> dict[str, Any]:
    return {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {"VPCZoneIdentifier": list(subnets)}}


GOOD: dict[str, Any] = {
    **{name: {"Type": "AWS::EC2::Subnet", "Properties": {}} for name in ("Public", "Private")},
    "Internet": {"Type": "AWS::EC2::InternetGateway"},
    "Nat": {"Type": "AWS::EC2::NatGateway", "Properties": {"SubnetId": {"Ref": "Public"}}},
    "Out": route("PublicTable", GatewayId={"Ref": "Internet"}),
    "ByNat": route("PrivateTable", NatGatewayId={"Ref": "Nat"}),
    "OfPublic": association("PublicTable", "Public"),
    "OfPrivate": association("PrivateTable", "Private"),
    "Fleet": fleet({"Ref": "Private"}),
}


def found(**changed: dict[str, Any] | None) -> list[str]:
    return details(check, assembly_of(**{name: one for name, one in {**GOOD, **changed}.items() if one}))


def test_by_a_gateway_in_a_public_subnet() -> None:
    assert found() == []


def test_a_gateway_in_a_private_subnet() -> None:
    assert found(Nat={"Type": "AWS::EC2::NatGateway", "Properties": {"SubnetId": {"Ref": "Private"}}}) == ["SubnetId"]


def test_no_default_route() -> None:
    assert found(ByNat=None) == ["no way out of Private"]
    part = route("PrivateTable", NatGatewayId={"Ref": "Nat"}, DestinationCidrBlock="192.0.2.0/24")
    assert found(ByNat=part) == ["no way out of Private"]


def test_a_network_from_elsewhere() -> None:
    assert found(Fleet=fleet("subnet-1", "subnet-2"), ByNat=None) == []
