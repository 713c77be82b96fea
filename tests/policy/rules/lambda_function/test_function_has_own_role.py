from typing import Any

import pytest

from policy.rules.lambda_function.function_has_own_role import check
from tests.policy.rules.builder import assembly_of, details

A, B = ({"Fn::GetAtt": [name, "Arn"]} for name in "AB")


def function(role: Any) -> dict[str, Any]:
    return {"Type": "AWS::Lambda::Function", "Properties": {"Role": role} if role else {}}


def other(kind: str, **properties: Any) -> dict[str, Any]:
    return {"Type": f"AWS::{kind}", "Properties": properties}


@pytest.mark.parametrize(
    ("resources", "found"),
    [
        ((function(A), function(B)), []),
        ((function(A), function(A)), ["Role", "Role"]),
        ((function(None),), ["Role"]),
        ((function(A), other("StepFunctions::StateMachine", RoleArn=B)), []),
        ((function(A), other("StepFunctions::StateMachine", RoleArn=A)), ["Role"]),
        ((function(A), other("CodeDeploy::DeploymentGroup", ServiceRoleArn=A)), ["Role"]),
    ],
)
def test_finds(resources: tuple[dict[str, Any], ...], found: list[str]) -> None:
    assert details(check, assembly_of(*resources)) == found
