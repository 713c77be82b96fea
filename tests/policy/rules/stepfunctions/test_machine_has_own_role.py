from typing import Any

import pytest

from policy.rules.stepfunctions.machine_has_own_role import check
from tests.policy.rules.builder import assembly_of, details


def machine(role: Any) -> dict[str, Any]:
    return {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"RoleArn": role} if role else {}}


A, B = ({"Fn::GetAtt": [name, "Arn"]} for name in "AB")


@pytest.mark.parametrize(
    ("roles", "found"),
    [((A,), []), ((A, B), []), ((A, A), ["RoleArn", "RoleArn"]), ((None,), ["RoleArn"])],
)
def test_finds(roles: tuple[Any, ...], found: list[str]) -> None:
    assert details(check, assembly_of(*map(machine, roles))) == found
