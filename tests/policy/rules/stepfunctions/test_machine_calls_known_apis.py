import json
from typing import Any

import pytest

from policy.rules.stepfunctions.machine_calls_known_apis import check
from tests.policy.rules.builder import assembly_of, details

GET = "arn:aws:states:::aws-sdk:codedeploy:getDeployment"


def task(resource: Any) -> dict[str, Any]:
    return {"Type": "Task", "Resource": resource, "End": True}


def definition(**states: Any) -> dict[str, Any]:
    return {"StartAt": next(iter(states)), "States": states}


BRANCHES = {"Type": "Parallel", "Branches": [definition(Inner=task("arn:aws:states:::lambda:invoke"))], "End": True}
JOINED = {"Fn::Join": ["", [json.dumps(definition(A=task(GET)))[:-1], "}"]]}


@pytest.mark.parametrize(
    ("properties", "found"),
    [
        ({"DefinitionString": json.dumps(definition(A=task(GET)))}, []),
        ({"Definition": definition(A=task(GET), B={"Type": "Succeed"})}, []),
        ({"DefinitionString": JOINED}, []),
        ({"Definition": definition(A=task("arn:aws:states:::lambda:invoke"))}, ["A::arn:aws:states:::lambda:invoke"]),
        ({"Definition": definition(A=task(f"{GET}.waitForTaskToken"))}, [f"A::{GET}.waitForTaskToken"]),
        ({"Definition": definition(A=BRANCHES)}, ["Inner::arn:aws:states:::lambda:invoke"]),
        ({"Definition": definition(A=task({"Ref": "Parameter"}))}, ["A::${Parameter}"]),
        ({"DefinitionString": {"Ref": "Parameter"}}, ["Definition"]),
        ({"DefinitionS3Location": {"Bucket": "b", "Key": "k"}}, ["Definition"]),
        ({"Definition": definition(A={**BRANCHES, "Branches": [definition(A=task(GET))]})}, ["Definition"]),
    ],
)
def test_finds(properties: Any, found: list[str]) -> None:
    machine = {"Type": "AWS::StepFunctions::StateMachine", "Properties": properties}
    assert details(check, assembly_of(machine)) == found
