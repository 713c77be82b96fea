from typing import Any

import pytest

from policy.rules.network.vpc_is_the_templates_own import check
from tests.policy.rules.builder import assembly_of, details

VPC, SUBNET = {"Type": "AWS::EC2::VPC"}, {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}}}
CASES: list[tuple[Any, list[str]]] = [
    ({"Subnets": [{"Ref": "Subnet"}]}, []),
    ({"Subnets": [{"Ref": "Subnet"}, "subnet-1"]}, ["Subnets::subnet-1"]),
    ({"VpcId": "vpc-1"}, ["VpcId::vpc-1"]),
    ({"VPCZoneIdentifier": ["subnet-1"]}, ["VPCZoneIdentifier::subnet-1"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    resource = {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": given}
    assert details(check, assembly_of(resource, Vpc=VPC, Subnet=SUBNET)) == found


def test_an_existing_network_is_named_by_ids() -> None:
    assert details(check, assembly_of({"Type": "AWS::EC2::Instance", "Properties": {"SubnetId": "subnet-1"}})) == []
