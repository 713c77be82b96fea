from typing import Any

from policy.rules.codepipeline.artifact_key_has_its_users import check
from tests.policy.rules.codepipeline.pipelines import action
from tests.policy.rules.codepipeline.pipelines import found as found_in
from tests.policy.rules.policies import key, role

BUILDS, PIPELINES = {"Fn::GetAtt": ["BuildRole", "Arn"]}, {"Fn::GetAtt": ["PipelineRole", "Arn"]}
RULE = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": {"Fn::GetAtt": ["Key", "Arn"]}}}
BUCKET = {
    "Type": "AWS::S3::Bucket",
    "Properties": {"BucketName": "store", "BucketEncryption": {"ServerSideEncryptionConfiguration": [RULE]}},
}


def found(principal: Any, actions: Any = "kms:Decrypt") -> list[str]:
    own = {"Sid": "Use", "Action": actions, "Principal": {"AWS": principal}}
    project = {"Type": "AWS::CodeBuild::Project", "Properties": {"ServiceRole": BUILDS}}
    built = [{"Name": "Built"}]
    build = action("Synth", "Build", "CodeBuild", OutputArtifacts=built, Configuration={"ProjectName": {"Ref": "P"}})
    store = ("", "ArtifactStore.Location", {"Ref": "Bucket"})
    roles = {name: role() for name in ("BuildRole", "PipelineRole", "OtherRole")}
    return found_in(check, store, ("Build", "Actions", [build]), P=project, Bucket=BUCKET, Key=key(own), **roles)


def test_who_writes_and_who_reads() -> None:
    assert found([BUILDS, PIPELINES], ["kms:GenerateDataKey", "kms:Decrypt"]) == []


def test_a_role_without_such_a_duty() -> None:
    assert found([BUILDS, {"Fn::GetAtt": ["OtherRole", "Arn"]}]) == ["Use::arn:aws:iam::111111111111:role/${OtherRole}"]
    assert found("arn:aws:iam::222222222222:role/Admin") == ["Use::arn:aws:iam::222222222222:role/Admin"]


def test_who_only_manages_or_makes_grants_is_no_user() -> None:
    assert found("arn:aws:iam::111111111111:root", ["kms:PutKeyPolicy", "kms:CreateGrant"]) == []
