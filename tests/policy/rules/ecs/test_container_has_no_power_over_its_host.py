from typing import Any

import pytest

from policy.rules.ecs.container_has_no_power_over_its_host import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"NetworkMode": "awsvpc"}, []),
    ({"NetworkMode": "host"}, ["NetworkMode::host"]),
    ({}, ["NetworkMode::bridge"]),
    ({"NetworkMode": "awsvpc", "PidMode": "host"}, ["PidMode::host"]),
    ({"NetworkMode": "awsvpc", "IpcMode": "host"}, ["IpcMode::host"]),
    ({"NetworkMode": "awsvpc", "ContainerDefinitions": [{"Name": "web", "Privileged": True}]}, ["Privileged::web"]),
    ({"NetworkMode": "awsvpc", "Volumes": [{"Host": {"SourcePath": "/"}}]}, ["Host.SourcePath::/"]),
    (
        {
            "NetworkMode": "awsvpc",
            "ContainerDefinitions": [{"Name": "web", "LinuxParameters": {"Capabilities": {"Add": ["SYS_ADMIN"]}}}],
        },
        ["Capability::web SYS_ADMIN"],
    ),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::ECS::TaskDefinition", "Properties": given})
    assert details(check, assembly) == found
