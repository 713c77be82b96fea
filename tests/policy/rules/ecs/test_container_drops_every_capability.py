from typing import Any

import pytest

from policy.rules.ecs.container_drops_every_capability import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"ContainerDefinitions": [{"Name": "web", "LinuxParameters": {"Capabilities": {"Drop": ["ALL"]}}}]}, []),
    (
        {"ContainerDefinitions": [{"Name": "web", "LinuxParameters": {"Capabilities": {"Drop": ["KILL"]}}}]},
        ["Capabilities.Drop::web"],
    ),
    ({"ContainerDefinitions": [{"Name": "web", "LinuxParameters": {}}]}, ["Capabilities.Drop::web"]),
    ({"ContainerDefinitions": [{"Name": "web"}]}, ["Capabilities.Drop::web"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assert details(check, assembly_of({"Type": "AWS::ECS::TaskDefinition", "Properties": given})) == found
