from typing import Any

import pytest

from policy.rules.ecs.container_environment_holds_no_secret import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"Environment": [{"Name": "STAGE", "Value": "dev"}], "Secrets": [{"Name": "DB_PASSWORD", "ValueFrom": "a"}]}, []),
    ({"Environment": [{"Name": "DB_PASSWORD", "Value": "hunter2"}]}, ["Environment::web DB_PASSWORD"]),
    ({"Environment": [{"Name": "DB_PASSWORD_PROD", "Value": "hunter2"}]}, ["Environment::web DB_PASSWORD_PROD"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of(
        {"Type": "AWS::ECS::TaskDefinition", "Properties": {"ContainerDefinitions": [{"Name": "web", **given}]}}
    )
    assert details(check, assembly) == found
