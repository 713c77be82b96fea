from typing import Any

import pytest

from policy.rules.codepipeline.invoked_machine_is_in_a_template import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import ACCOUNT, REGION, details, stack_of

ARN = f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:"


@pytest.mark.parametrize(
    ("arn", "found"),
    [
        (f"{ARN}ours", []),
        ({"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ARN.removeprefix("arn:aws"), "ours"]]}, []),
        ({"Ref": "Machine"}, []),
        (f"{ARN}other", [f"production/Release StateMachineArn {ARN}other"]),
        (
            f"{ARN}ours".replace(ACCOUNT, "999999999999"),
            [f"production/Release StateMachineArn {ARN.replace(ACCOUNT, '9' * 12)}ours"],
        ),
        ({"Ref": "Parameter"}, ["production/Release StateMachineArn ${Parameter}"]),
    ],
)
def test_finds(arn: Any, found: list[str]) -> None:
    kind = {"Category": "Invoke", "Owner": "AWS", "Provider": "StepFunctions"}
    release = {"Name": "Release", "ActionTypeId": kind, "Configuration": {"StateMachineArn": arn}}
    stages = [{"Name": "production", "Actions": [release]}]
    pipeline = {"Type": "AWS::CodePipeline::Pipeline", "Properties": {"Stages": stages}}
    machine = {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"StateMachineName": "ours"}}
    tools, there = (
        stack_of({"Pipeline": pipeline, "Machine": machine}, "tools"),
        stack_of({"Machine": machine}, "there"),
    )
    assert details(check, Assembly((tools, there))) == found
