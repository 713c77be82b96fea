from typing import Any

import pytest

from policy.rules.codepipeline.pull_request_keeps_to_its_folder import check
from tests.policy.rules.codebuild.projects import definition
from tests.policy.rules.codepipeline.pipelines import found, stages

PULL_REQUEST = {"SourceActionName": "Source", "PullRequest": [{"Branches": {"Includes": ["main"]}}]}
ON_PULL_REQUESTS: Any = ("", "Triggers", [{"GitConfiguration": PULL_REQUEST}])


def found_with(role: str, action: str, resource: str, *changes: Any) -> list[str]:
    """A statement of the bucket's policy. `Role` is the build's."""
    names = (role, "Role", "PipelineRole", "SourceRole", "SynthRole")
    principal = {"AWS": {"Fn::GetAtt": [role, "Arn"]}}
    statement = {"Sid": "Reach", "Effect": "Allow", "Principal": principal, "Action": action, "Resource": resource}
    others: dict[str, Any] = {name: {"Type": "AWS::IAM::Role", "Properties": {"RoleName": name}} for name in names}
    others["Policy"] = {"Type": "AWS::S3::BucketPolicy", "Properties": {"PolicyDocument": {"Statement": [statement]}}}
    runs = ("Build/Synth", "Configuration", {"ProjectName": {"Ref": "Project"}})
    return found(check, stages("Source", "Build"), runs, *changes, Project=definition(), **others)


@pytest.mark.parametrize("resource", ["arn:aws:s3:::store/app/Templates*", "arn:aws:s3:::store"])
def test_its_own(resource: str) -> None:
    assert found_with("Role", "s3:PutObject", resource, ON_PULL_REQUESTS) == []


@pytest.mark.parametrize("role", ["Role", "PipelineRole", "SourceRole", "SynthRole"])
@pytest.mark.parametrize("resource", ["arn:aws:s3:::store/main/cache*", "arn:aws:s3:::store/*", "*"])
def test_anothers(role: str, resource: str) -> None:
    assert found_with(role, "s3:GetObject", resource, ON_PULL_REQUESTS) == ["Reach"]


def test_roles_of_others_and_pipelines_that_pushes_start() -> None:
    assert found_with("Other", "s3:*", "*", ON_PULL_REQUESTS) == []
    assert found_with("Role", "s3:*", "*") == []
