"""A project as it should be, and its ways to go wrong."""

from typing import Any

from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of

GOOD: dict[str, Any] = {
    "Artifacts": {"Type": "CODEPIPELINE"},
    "EncryptionKey": {"Ref": "Key"},
    "Environment": {"Image": "aws/codebuild/standard:8.0", "PrivilegedMode": False},
    "LogsConfig": {"CloudWatchLogs": {"GroupName": {"Ref": "Group"}, "Status": "ENABLED"}},
    "ServiceRole": {"Fn::GetAtt": ["Role", "Arn"]},
    "Source": {"BuildSpec": "buildspec.yml", "Type": "CODEPIPELINE"},
    "TimeoutInMinutes": 20,
}


def project(**changes: Any) -> Assembly:
    """Good but for what is said, beside its log group; None takes a property away."""
    return assembly_of(Project=definition(**changes), Group={"Type": "AWS::Logs::LogGroup"})


def definition(**changes: Any) -> dict[str, Any]:
    properties = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    return {"Type": "AWS::CodeBuild::Project", "Properties": properties}
