from typing import Any

import pytest

from policy.rules.codepipeline.artifact_has_its_writer import check
from tests.policy.rules.codepipeline.pipelines import action, found

OBJECTS = "arn:aws:s3:::store/app"


def role(name: str) -> dict[str, Any]:
    return {"Fn::GetAtt": [name, "Arn"]}


def put(resource: Any, **rest: Any) -> dict[str, Any]:
    return {"Sid": "Put", "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": resource, **rest}


def found_with(statement: dict[str, Any], roles: dict[str, Any] | None = None, **attached: Any) -> list[str]:
    """Two builds; the statement stands in the bucket's policy, or in one attached to roles."""
    actions = [
        action("Synth", "Build", "CodeBuild", Configuration=runs("A"), OutputArtifacts=[{"Name": "Synthesized"}]),
        action("Build", "Build", "CodeBuild", Configuration=runs("B"), OutputArtifacts=[{"Name": "Built"}]),
    ]
    kind = "AWS::IAM::ManagedPolicy" if attached else "AWS::S3::BucketPolicy"
    policy = {"Type": kind, "Properties": {"PolicyDocument": {"Statement": [statement]}, **attached}}
    projects = {
        name: {"Type": "AWS::CodeBuild::Project", "Properties": {"ServiceRole": role(f"{name}Role")}} for name in "AB"
    }
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "store"}}
    store = ("", "ArtifactStore", {"Location": {"Ref": "Bucket"}, "Type": "S3"})
    others = {**projects, "Bucket": bucket, "Policy": policy, **(roles or {})}
    return found(check, ("Build", "Actions", actions), store, **others)


def runs(project: str) -> dict[str, Any]:
    return {"ProjectName": {"Ref": project}}


@pytest.mark.parametrize(
    "statement",
    [
        put(f"{OBJECTS}/Synthesize*", Principal={"AWS": role("ARole")}),
        put(f"{OBJECTS}/*", Principal={"AWS": role("PipelineRole")}),
        put("arn:aws:s3:::another/app/*", Principal={"AWS": role("BRole")}),
        {**put(f"{OBJECTS}/*", Principal={"AWS": role("BRole")}), "Action": "s3:GetObject"},
    ],
)
def test_who_makes_it_and_the_pipeline(statement: dict[str, Any]) -> None:
    assert found_with(statement) == []


@pytest.mark.parametrize(
    "resource", [f"{OBJECTS}/Synthesize*", {"Fn::Join": ["", [role("Bucket"), "/app/Synth*"]]}, "arn:aws:s3:::*/S*"]
)
def test_the_other_build(resource: Any) -> None:
    statement = put(resource)
    assert found_with({**statement, "Principal": {"AWS": [role("ARole"), role("BRole")]}}) == ["Put::Synthesized"]
    assert found_with(statement, Roles=[{"Ref": "BRole"}]) == ["Put::Synthesized"]
    assert found_with(statement, Roles=[{"Ref": "ARole"}]) == []


def test_one_prefix_for_all() -> None:
    statement = put(f"{OBJECTS}/*", Principal={"AWS": role("BRole")})
    assert found_with(statement) == ["Put::Synthesized"]
    starts_builds = put(f"{OBJECTS}/*", Principal={"AWS": role("BuildRole")})  # the action's, not the project's
    assert found_with(starts_builds) == ["Put::Built", "Put::Synthesized"]


def test_a_role_takes_the_policy() -> None:
    takes = {"Type": "AWS::IAM::Role", "Properties": {"ManagedPolicyArns": [{"Ref": "Policy"}]}}
    statement = put(f"{OBJECTS}/Built*")
    assert found_with(statement, {"ARole": takes}, Description="of a role") == ["Put::Built"]
    assert found_with(statement, {"BRole": takes}, Description="of a role") == []


def test_the_roles_own_policy() -> None:
    own = {"PolicyName": "own", "PolicyDocument": {"Statement": [put(f"{OBJECTS}/Built*")]}}
    role_with = {"Type": "AWS::IAM::Role", "Properties": {"Policies": [own]}}
    nothing = put("arn:aws:s3:::another/*", Principal="*")
    assert found_with(nothing, {"ARole": role_with}) == ["Put::Built"]
    assert found_with(nothing, {"BRole": role_with}) == []
