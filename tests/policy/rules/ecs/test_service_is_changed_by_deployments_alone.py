from typing import Any

import pytest

from policy.rules.ecs.service_is_changed_by_deployments_alone import check
from tests.policy.rules.builder import assembly_of, details

REVISION = {"Ref": "Definition"}
CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({"TaskDefinition": "webapp"}, []),
    ({"TaskDefinition": "webapp:7"}, ["TaskDefinition::webapp:7"]),
    ({"TaskDefinition": REVISION}, ["TaskDefinition::${Definition}"]),
    ({"TaskDefinition": "webapp", "DesiredCount": 2}, ["DesiredCount"]),
    ({}, ["TaskDefinition::null"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: dict[str, Any], found: list[str]) -> None:
    service = {"DeploymentController": {"Type": "CODE_DEPLOY"}, **given}
    assert details(check, assembly_of({"Type": "AWS::ECS::Service", "Properties": service})) == found


def test_a_service_that_cloudformation_deploys_may_say_both() -> None:
    service = {"TaskDefinition": REVISION, "DesiredCount": 2}
    assert details(check, assembly_of({"Type": "AWS::ECS::Service", "Properties": service})) == []
