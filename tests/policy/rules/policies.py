"""Resources with policies of some statements, for tests of rules on them. Each statement allows, unless told."""

from typing import Any

Definition = dict[str, Any]
CODEBUILD = {"Service": "codebuild.amazonaws.com"}


def document(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **one} for one in statements]}


def identity(*statements: dict[str, Any], **properties: Any) -> Definition:
    return {
        "Type": "AWS::IAM::ManagedPolicy",
        "Properties": {"PolicyDocument": document(*statements), **properties},
    }


def role(principal: Any = CODEBUILD, condition: Any = None, **rest: Any) -> Definition:
    statement = {"Action": "sts:AssumeRole", "Principal": principal, "Condition": condition or {}, **rest}
    return {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": document(statement)}}


def bucket_policy(*statements: dict[str, Any]) -> Definition:
    return {"Type": "AWS::S3::BucketPolicy", "Properties": {"PolicyDocument": document(*statements)}}


def key(*statements: dict[str, Any], **properties: Any) -> Definition:
    """`statements` without their Resource, which is `*` in a key's policy."""
    policy = document(*({"Resource": "*", **one} for one in statements))
    return {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": policy, **properties}}
