from typing import Any

import pytest

from policy.rules.ecs.container_cannot_write_its_root import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"ReadonlyRootFilesystem": True}, []),
    ({"ReadonlyRootFilesystem": False}, ["ReadonlyRootFilesystem::web"]),
    ({}, ["ReadonlyRootFilesystem::web"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of(
        {"Type": "AWS::ECS::TaskDefinition", "Properties": {"ContainerDefinitions": [{"Name": "web", **given}]}}
    )
    assert details(check, assembly) == found
