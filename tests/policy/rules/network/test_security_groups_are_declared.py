from typing import Any

import pytest

from policy.rules.network.security_groups_are_declared import check
from tests.policy.rules.builder import assembly_of, details

OWN = {"Fn::GetAtt": ["Group", "GroupId"]}
CASES: list[tuple[str, Any, list[str]]] = [
    ("AWS::EC2::Instance", {"SecurityGroupIds": [OWN]}, []),
    ("AWS::EC2::Instance", {"SecurityGroupIds": [OWN, "sg-1"]}, ["SecurityGroup::sg-1"]),
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", {"SecurityGroups": ["sg-1"]}, ["SecurityGroup::sg-1"]),
    ("AWS::EC2::VPCEndpoint", {"SecurityGroupIds": ["sg-1"]}, ["SecurityGroup::sg-1"]),
    ("AWS::EC2::SecurityGroupIngress", {"GroupId": OWN, "SourceSecurityGroupId": OWN}, []),
    ("AWS::EC2::SecurityGroupIngress", {"GroupId": OWN, "SourceSecurityGroupId": "sg-1"}, ["SecurityGroup::sg-1"]),
    ("AWS::EC2::SecurityGroup", {"SecurityGroupIngress": [{"SourceSecurityGroupId": "sg-1"}]}, ["SecurityGroup::sg-1"]),
]


@pytest.mark.parametrize(("kind", "given", "found"), CASES)
def test_finds(kind: str, given: Any, found: list[str]) -> None:
    group = {"Type": "AWS::EC2::SecurityGroup"}
    assert details(check, assembly_of({"Type": kind, "Properties": given}, Group=group)) == found
