from typing import Any

import pytest

from policy.rules.autoscaling.group_starts_the_reviewed_version import check
from tests.policy.rules.builder import assembly_of, details

OWN = {"LaunchTemplateId": {"Ref": "Template"}, "Version": {"Fn::GetAtt": ["Template", "LatestVersionNumber"]}}

CASES: list[tuple[Any, list[str]]] = [
    ({"LaunchTemplate": OWN}, []),
    ({"LaunchTemplate": {**OWN, "Version": "1"}}, ["LaunchTemplate.Version::1"]),
    ({"LaunchTemplate": {**OWN, "Version": "$Latest"}}, ["LaunchTemplate.Version::$Latest"]),
    ({"LaunchTemplate": {"LaunchTemplateId": {"Ref": "Template"}}}, ["LaunchTemplate.Version::null"]),
    ({"MixedInstancesPolicy": {"LaunchTemplate": {"LaunchTemplateSpecification": OWN}}}, []),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": given})
    assert details(check, assembly) == found
