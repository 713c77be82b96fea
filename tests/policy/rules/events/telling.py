"""A pipeline with the rules that tell of it, as they should be."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from policy.templates.assembly import Assembly
from tests.policy.rules.codepipeline.pipelines import pipeline

MACHINE = {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"StateMachineName": "app-tell"}}
TARGET = {"Id": "Target0", "Arn": {"Ref": "Tell"}, "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]}}
ACTION, EXECUTION = (f"CodePipeline {what} Execution State Change" for what in ("Action", "Pipeline"))
TEMPLATE = '{"pipeline":"app","topic":"arn:aws:sns:eu-central-1:111111111111:app-warning"}'


def rule(detail_type: str, **detail: Any) -> dict[str, Any]:
    pattern = {"source": ["aws.codepipeline"], "detail-type": [detail_type], "detail": {"pipeline": ["app"], **detail}}
    return {"Type": "AWS::Events::Rule", "Properties": {"EventPattern": pattern, "Targets": [TARGET]}}


DAILY = {
    "Type": "AWS::Events::Rule",
    "Properties": {
        "ScheduleExpression": "rate(1 day)",
        "Targets": [{**TARGET, "InputTransformer": {"InputTemplate": TEMPLATE}}],
    },
}
GOOD: Mapping[str, Any] = {
    "Tell": MACHINE,
    "Build": rule(ACTION, state=["FAILED"], type={"category": ["Build"]}),
    "Release": rule(ACTION, state=["FAILED"], action=[{"prefix": "Release"}]),
    "Execution": rule(EXECUTION, state=["FAILED"]),
    "Rollback": rule(EXECUTION, state=["SUCCEEDED"]),
    "Stale": DAILY,
    "Approval": rule(ACTION, state=["STARTED"], type={"category": ["Approval"]}, stage=["prod"]),
}


def told(**changes: Any) -> Assembly:
    """`changes`: properties of a rule by its name, or None for a rule that is not there."""
    resources = deepcopy(dict(GOOD))
    for name, properties in changes.items():
        if properties is None:
            del resources[name]
        else:
            resources[name]["Properties"] |= properties
    return pipeline(**resources)
