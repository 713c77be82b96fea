"""An EventBridge rule as it should be, and its ways to go wrong."""

from typing import Any

from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of

TARGET = {
    "Id": "Target0",
    "Arn": {"Fn::Join": ["", ["arn:aws:codepipeline:eu-central-1:111111111111:", {"Ref": "Pipeline"}]]},
    "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
}
PATTERN = {"source": ["aws.codecommit"], "detail-type": ["CodeCommit Repository State Change"], "resources": ["arn"]}
GOOD: dict[str, Any] = {"EventPattern": PATTERN, "Targets": [TARGET]}


def rule(**changes: Any) -> Assembly:
    return assembly_of({"Type": "AWS::Events::Rule", "Properties": {**GOOD, **changes}})
