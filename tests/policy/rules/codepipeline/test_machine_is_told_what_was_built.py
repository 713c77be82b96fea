import json
from typing import Any

import pytest

from policy.rules.codepipeline.machine_is_told_what_was_built import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import ACCOUNT, REGION, details, stack_of
from tests.policy.rules.codepipeline.pipelines import action, cloudformation
from tests.policy.rules.stepfunctions.definitions import functions

GOOD = {"Bucket": "#{own.RevisionBucket}", "Key": "#{own.RevisionKey}", "Commit": "#{Source.CommitId}"}
MACHINE = f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:release"
BUCKET = "live/Prepare GivenRevisionBucket"


def given(artifact: str = "App", **changed: Any) -> dict[str, Any]:
    parts = {"GivenRevisionBucket": "BucketName", "GivenRevisionKey": "ObjectKey"}
    return {**{name: {"Fn::GetArtifactAtt": [artifact, part]} for name, part in parts.items()}, **changed}


def of(artifact: str) -> list[str]:
    return sorted(f"live/Prepare {name} {json.dumps(value)}" for name, value in given(artifact).items())


def told(**changed: str) -> str:
    return json.dumps({**GOOD, **changed}, separators=(",", ":"))


@pytest.mark.parametrize(
    ("parameters", "said", "kind", "found"),
    [
        (given(), told(), "Literal", []),
        (given(), told(Commit="#{Source.VersionId}"), "Literal", []),
        (given(), told(Commit="x"), "Literal", [f"live/Release Input {told(Commit='x')}"]),
        (given(), told(Bucket="old"), "Literal", [f"live/Release Input {told(Bucket='old')}"]),
        (given(), told(Return="true"), "Literal", [f"live/Release Input {told(Return='true')}"]),
        (given(), told(), "FilePath", [f"live/Release Input {told()}"]),
        (given("Templates"), told(), "Literal", of("Templates")),
        (given("Source"), told(), "Literal", of("Source")),
        (given(GivenRevisionBucket="old"), told(), "Literal", [f"{BUCKET} old"]),
    ],
)
def test_finds(parameters: dict[str, Any], said: str, kind: str, found: list[str]) -> None:
    overrides = {"ParameterOverrides": json.dumps(parameters), "TemplatePath": "Templates::live.template.json"}
    release = {"StateMachineArn": MACHINE, "Input": said, "InputType": kind}
    built = [action(name, "Build", "CodeBuild", OutputArtifacts=[{"Name": name}]) for name in ("App", "Templates")]
    live = [
        cloudformation("Prepare", "CHANGE_SET_REPLACE", 1, StackName="web-live", **overrides),
        {**cloudformation("Change", "CHANGE_SET_EXECUTE", 2, StackName="web-live"), "Namespace": "own"},
        action("Release", "Invoke", "StepFunctions", 3, Configuration=release),
    ]
    stages = [{"Name": "Build", "Actions": built}, {"Name": "live", "Actions": live}]
    pipeline = {"Type": "AWS::CodePipeline::Pipeline", "Properties": {"Name": "web", "Stages": stages}}
    properties = {"StateMachineName": "release", "DefinitionString": json.dumps(functions())}
    machine = {"Type": "AWS::StepFunctions::StateMachine", "Properties": properties}
    stacks = stack_of({"Pipeline": pipeline}, "Pipeline"), stack_of({"Machine": machine}, "live", "web-live")
    assert details(check, Assembly(stacks)) == found
