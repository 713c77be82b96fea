from typing import Any

import pytest

from policy.rules.ecs.container_does_not_run_as_root import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"User": "1000:1000"}, []),
    ({"User": "app"}, []),
    ({"User": "root"}, ["User::web as root"]),
    ({"User": "0:1000"}, ["User::web as 0:1000"]),
    ({}, ["User::web as the image says"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of(
        {"Type": "AWS::ECS::TaskDefinition", "Properties": {"ContainerDefinitions": [{"Name": "web", **given}]}}
    )
    assert details(check, assembly) == found
