from typing import Any

import pytest

from policy.rules.network.service_spans_two_zones import check
from tests.policy.rules.builder import assembly_of, details

GROUP, BALANCER = "AWS::AutoScaling::AutoScalingGroup", "AWS::ElasticLoadBalancingV2::LoadBalancer"
A, A2, B = ({"Ref": name} for name in ("A", "A2", "B"))


def _subnet(zone: str) -> dict[str, Any]:
    return {"Type": "AWS::EC2::Subnet", "Properties": {"AvailabilityZone": f"eu-central-1{zone}"}}


CASES: list[tuple[Any, list[str]]] = [
    ({"Type": GROUP, "Properties": {"VPCZoneIdentifier": [A, B]}}, []),
    ({"Type": GROUP, "Properties": {"VPCZoneIdentifier": ["subnet-1", "subnet-2"]}}, []),
    ({"Type": GROUP, "Properties": {"VPCZoneIdentifier": [A, A2]}}, ["AvailabilityZone::eu-central-1a only"]),
    ({"Type": GROUP, "Properties": {}}, ["AvailabilityZone::none only"]),
    ({"Type": "AWS::Lambda::Function", "Properties": {}}, []),
    ({"Type": "AWS::EC2::Instance", "Properties": {"SubnetId": A}}, []),
    ({"Type": BALANCER, "Properties": {"Subnets": [A, B]}}, []),
    ({"Type": BALANCER, "Properties": {"SubnetMappings": [{"SubnetId": A}]}}, ["AvailabilityZone::eu-central-1a only"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of(given, A=_subnet("a"), A2=_subnet("a"), B=_subnet("b"))
    assert details(check, assembly) == found
