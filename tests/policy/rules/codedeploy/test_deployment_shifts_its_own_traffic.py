from typing import Any

import pytest

from policy.rules.codedeploy.deployment_shifts_its_own_traffic import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.codedeploy.groups import definition

TARGETS = {"Type": "AWS::ElasticLoadBalancingV2::TargetGroup", "Properties": {"Name": "targets"}}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("targets", []), ({"Fn::GetAtt": ["Targets", "TargetGroupName"]}, []), ("other", ["TargetGroup other"])],
)
def test_finds(name: Any, expected: list[str]) -> None:
    group = definition(LoadBalancerInfo={"TargetGroupInfoList": [{"Name": name}]})
    assert details(check, assembly_of(group, Targets=TARGETS)) == expected


def test_finds_one_of_a_pair() -> None:
    pair = {"TargetGroups": [{"Name": "targets"}, {"Name": "other"}]}
    group = definition(LoadBalancerInfo={"TargetGroupPairInfoList": [pair]})
    assert details(check, assembly_of(group, Targets=TARGETS)) == ["TargetGroup other"]
