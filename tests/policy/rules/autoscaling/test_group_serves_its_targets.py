from typing import Any

import pytest

from policy.rules.autoscaling.group_serves_its_targets import check
from tests.policy.rules.builder import assembly_of, details

GROUP = "AWS::AutoScaling::AutoScalingGroup"
TARGETS = {"Type": "AWS::ElasticLoadBalancingV2::TargetGroup"}

CASES: list[tuple[Any, list[str]]] = [
    ({"TargetGroupARNs": [{"Ref": "Targets"}]}, []),
    ({}, ["TargetGroupARNs"]),
    ({"TargetGroupARNs": ["arn:other"]}, ["TargetGroup::arn:other"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": GROUP, "Properties": given}, Targets=TARGETS)
    assert details(check, assembly) == found
