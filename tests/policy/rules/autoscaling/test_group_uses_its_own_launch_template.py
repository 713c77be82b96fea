from typing import Any

import pytest

from policy.rules.autoscaling.group_uses_its_own_launch_template import check
from tests.policy.rules.builder import assembly_of, details

OWN = {"LaunchTemplateId": {"Ref": "Template"}, "Version": {"Fn::GetAtt": ["Template", "LatestVersionNumber"]}}
TEMPLATE = {"Type": "AWS::EC2::LaunchTemplate"}

CASES: list[tuple[Any, list[str]]] = [
    ({"LaunchTemplate": OWN}, []),
    ({"MixedInstancesPolicy": {"LaunchTemplate": {"LaunchTemplateSpecification": OWN}}}, []),
    ({"LaunchTemplate": {"LaunchTemplateName": "shared", "Version": "1"}}, ["LaunchTemplate::shared"]),
    ({"LaunchConfigurationName": "old"}, ["LaunchConfigurationName", "LaunchTemplate::none"]),
    ({"LaunchTemplate": OWN, "InstanceId": "i-1"}, ["InstanceId"]),
    (
        {
            "MixedInstancesPolicy": {
                "LaunchTemplate": {
                    "LaunchTemplateSpecification": OWN,
                    "Overrides": [{"LaunchTemplateSpecification": {"LaunchTemplateId": "lt-1"}}],
                }
            }
        },
        ["LaunchTemplate::lt-1"],
    ),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": given}, Template=TEMPLATE)
    assert details(check, assembly) == found


def test_finds_a_launch_configuration() -> None:
    old = {"Type": "AWS::AutoScaling::LaunchConfiguration"}
    assert details(check, assembly_of(old)) == ["AWS::AutoScaling::LaunchConfiguration"]
