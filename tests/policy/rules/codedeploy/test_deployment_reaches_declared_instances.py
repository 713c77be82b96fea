from typing import Any

import pytest

from policy.rules.codedeploy.deployment_reaches_declared_instances import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of
from tests.policy.rules.codedeploy.groups import group

INSTANCES = {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {"AutoScalingGroupName": "web"}}


def found(named: Any, platform: str = "Server") -> list[str]:
    made = group(platform=platform, AutoScalingGroups=named).stacks[0].template["Resources"]
    return details(check, Assembly((stack_of({**made, "Instances": INSTANCES}),)))


@pytest.mark.parametrize("named", [[{"Ref": "Instances"}], ["web"]])
def test_a_group_of_the_template_is_reached(named: Any) -> None:
    assert found(named) == []


@pytest.mark.parametrize(
    ("named", "expected"),
    [(None, ["AutoScalingGroups"]), ([], ["AutoScalingGroups"]), (["other"], ["AutoScalingGroup other"])],
)
def test_nobody_or_somebody_else_is_reached(named: Any, expected: list[str]) -> None:
    assert found(named) == expected


def test_other_platforms_have_no_groups() -> None:
    assert found(None, platform="Lambda") == []
    assert found([{"Ref": "Instances"}], platform="Lambda") == ["ComputePlatform Lambda"]
