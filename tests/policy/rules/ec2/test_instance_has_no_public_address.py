from typing import Any

import pytest

from policy.rules.ec2.instance_has_no_public_address import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({}, []),
    ({"NetworkInterfaces": [{"AssociatePublicIpAddress": False}]}, []),
    ({"NetworkInterfaces": [{"AssociatePublicIpAddress": True}]}, ["AssociatePublicIpAddress::true"]),
    ({"NetworkInterfaces": [{"AssociatePublicIpAddress": {"Ref": "P"}}]}, ["AssociatePublicIpAddress::unknown"]),
    ({"AssociatePublicIpAddress": "true"}, ["AssociatePublicIpAddress::true"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": given}})
    assert details(check, assembly) == found


def test_an_elastic_address_is_for_a_nat_gateway_and_not_for_an_instance() -> None:
    of_gateway = {"Type": "AWS::EC2::EIP", "Properties": {"Domain": "vpc"}}
    of_instance = {"Type": "AWS::EC2::EIP", "Properties": {"InstanceId": {"Ref": "Bastion"}}}
    assert details(check, assembly_of(of_gateway, of_instance)) == ["InstanceId::Bastion"]
