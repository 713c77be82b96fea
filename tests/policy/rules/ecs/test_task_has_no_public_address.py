from typing import Any

import pytest

from policy.rules.ecs.task_has_no_public_address import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"AssignPublicIp": "DISABLED"}, []),
    ({"AssignPublicIp": "ENABLED"}, ["AssignPublicIp::ENABLED"]),
    ({}, ["AssignPublicIp::not set"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of(
        {"Type": "AWS::ECS::Service", "Properties": {"NetworkConfiguration": {"AwsvpcConfiguration": given}}}
    )
    assert details(check, assembly) == found
