from typing import Any

import pytest

from policy.rules.ecs.container_logs import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"LogConfiguration": {"LogDriver": "awslogs"}}, []),
    ({"LogConfiguration": {"LogDriver": "none"}}, ["LogConfiguration::web"]),
    ({}, ["LogConfiguration::web"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of(
        {"Type": "AWS::ECS::TaskDefinition", "Properties": {"ContainerDefinitions": [{"Name": "web", **given}]}}
    )
    assert details(check, assembly) == found
