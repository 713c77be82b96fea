from typing import Any

import pytest

from policy.rules.lambda_function.code_is_changed_by_releases_alone import check
from tests.policy.rules.builder import assembly_of, details

FUNCTION = "arn:aws:lambda:eu-central-1:111111111111:function:f"
UPDATE = "arn:aws:states:::aws-sdk:lambda:updateFunctionCode"
DENIED = ["Action::lambda:UpdateFunctionCode"]


def policy(action: str, resource: str) -> dict[str, Any]:
    statement = {"Sid": "S", "Effect": "Allow", "Action": action, "Resource": resource}
    return {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Statement": [statement]}}}


@pytest.mark.parametrize(
    ("action", "resource", "role_of_machine", "found"),
    [
        ("lambda:UpdateFunctionCode", FUNCTION, "Role", []),
        ("lambda:UpdateFunctionCode", f"{FUNCTION}*", "Role", [f"Resource::{FUNCTION}*"]),
        ("lambda:UpdateFunctionCode", f"{FUNCTION}-hook", "Role", [f"Resource::{FUNCTION}-hook"]),
        ("lambda:UpdateFunctionCode", FUNCTION, "Other", DENIED),
        ("Lambda:updateFunction*", FUNCTION, "Other", DENIED),
        ("lambda:*", FUNCTION, "Other", DENIED),
        ("lambda:InvokeFunction", FUNCTION, "Other", []),
    ],
)
def test_finds(action: str, resource: str, role_of_machine: str, found: list[str]) -> None:
    role: dict[str, Any] = {"Type": "AWS::IAM::Role", "Properties": {"ManagedPolicyArns": [{"Ref": "Policy"}]}}
    arn = {"Fn::GetAtt": [role_of_machine, "Arn"]}
    change = {"Type": "Task", "Resource": UPDATE, "Parameters": {"FunctionName": "f"}, "End": True}
    definition = {"StartAt": "Change", "States": {"Change": change}}
    machine = {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"RoleArn": arn, "Definition": definition}}
    other = {"Type": "AWS::IAM::Role"}
    resources: dict[str, dict[str, Any]] = {
        "Role": role,
        "Other": other,
        "Policy": policy(action, resource),
        "Machine": machine,
    }
    assert details(check, assembly_of(**resources)) == found
