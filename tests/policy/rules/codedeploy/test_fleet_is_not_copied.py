from typing import Any

import pytest

from policy.rules.codedeploy.fleet_is_not_copied import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.codedeploy.groups import definition


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"AutoScalingGroups": ["web"]}, []),
        ({"AutoScalingGroups": ["web"], "DeploymentStyle": {"DeploymentType": "IN_PLACE"}}, []),
        ({"AutoScalingGroups": [], "DeploymentStyle": {"DeploymentType": "BLUE_GREEN"}}, []),
        (
            {"AutoScalingGroups": ["web"], "DeploymentStyle": {"DeploymentType": "BLUE_GREEN"}},
            ["DeploymentType BLUE_GREEN"],
        ),
    ],
)
def test_finds(given: dict[str, Any], found: list[str]) -> None:
    assert details(check, assembly_of(definition(**given))) == found
