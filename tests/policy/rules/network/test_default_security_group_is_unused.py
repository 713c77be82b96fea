from typing import Any

import pytest

from policy.rules.network.default_security_group_is_unused import check
from tests.policy.rules.builder import assembly_of, details

BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"

CASES: list[tuple[Any, list[str]]] = [
    ({"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {"SecurityGroupIds": ["sg-1"]}}}, []),
    ({"Type": "AWS::EC2::Instance", "Properties": {"NetworkInterfaces": [{"GroupSet": ["sg-1"]}]}}, []),
    ({"Type": "AWS::EC2::Instance", "Properties": {}}, ["SecurityGroupIds::none"]),
    ({"Type": BALANCER, "Properties": {"SecurityGroups": ["sg-1"]}}, []),
    ({"Type": BALANCER, "Properties": {"Type": "network"}}, []),
    ({"Type": BALANCER, "Properties": {}}, ["SecurityGroups::none"]),
    ({"Type": "AWS::ECS::Service", "Properties": {}}, []),
    ({"Type": "AWS::ECS::Service", "Properties": {"NetworkConfiguration": {}}}, ["SecurityGroups::none"]),
    (
        {"Type": BALANCER, "Properties": {"SecurityGroups": [{"Fn::GetAtt": ["Vpc", "DefaultSecurityGroup"]}]}},
        ["DefaultSecurityGroup::SecurityGroups.0.Fn::GetAtt.1"],
    ),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of(given)
    assert details(check, assembly) == found
