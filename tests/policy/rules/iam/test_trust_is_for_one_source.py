from typing import Any

import pytest

from policy.rules.iam.trust_is_for_one_source import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import role

PROJECT = "arn:aws:codebuild:eu-central-1:111111111111:project/build"


def source(arn: str, suffix: str = "") -> dict[str, Any]:
    account = {f"StringEquals{suffix}": {"AWS:SourceAccount": "111111111111"}}
    return {**account, f"ArnLike{suffix}": {"aws:SourceArn": arn}}


def found(service: str, condition: dict[str, Any]) -> list[str]:
    return details(check, assembly_of(role({"Service": f"{service}.amazonaws.com"}, condition)))


@pytest.mark.parametrize(
    ("service", "condition"),
    [
        ("codebuild", source(PROJECT)),
        ("vpc-flow-logs", source("arn:aws:ec2:eu-central-1:111111111111:vpc-flow-log/*")),
        ("codepipeline", source("arn:aws:codepipeline:eu-central-1:111111111111:webapp", "IfExists")),
        ("lambda", source("arn:aws:lambda:eu-central-1:111111111111:function:f", "IfExists")),
        ("ec2", {}),
    ],
)
def test_a_named_source_passes(service: str, condition: dict[str, Any]) -> None:
    assert found(service, condition) == []


@pytest.mark.parametrize(
    "condition",
    [{}, source("*"), source("arn:aws:codebuild:eu-central-1:*:project/build"), source(PROJECT, "IfExists")],
    ids=str,
)
def test_a_source_that_is_anything_is_found(condition: dict[str, Any]) -> None:
    assert "codebuild.amazonaws.com::aws:SourceArn" in found("codebuild", condition)


def test_each_key_is_asked_for() -> None:
    assert found("codebuild", {"ArnEquals": {"aws:SourceArn": PROJECT}}) == [
        "codebuild.amazonaws.com::aws:SourceAccount"
    ]


@pytest.mark.parametrize("service", ["codepipeline", "events", "s3"])
def test_where_aws_documents_no_source_it_may_be_missing_and_nothing_more(service: str) -> None:
    name = f"{service}.amazonaws.com"
    assert found(service, {}) == [f"{name}::aws:SourceAccount IfExists", f"{name}::aws:SourceArn IfExists"]
    assert f"{name}::aws:SourceArn locks the service out" in found(service, source("arn:aws:x:y:111111111111:z"))


def test_ec2_would_be_locked_out() -> None:
    assert found("ec2", source("arn:aws:ec2:eu-central-1:111111111111:instance/*")) == [
        "ec2.amazonaws.com::aws:SourceAccount locks the service out",
        "ec2.amazonaws.com::aws:SourceArn locks the service out",
    ]
