from typing import Any

import pytest

from policy.rules.quotas.policy_is_not_too_long import check
from tests.policy.rules.builder import assembly_of, details

EMPTY = len('{"Statement":[""]}')


def resource(kind: str, where: str, characters: int) -> dict[str, Any]:
    return {"Type": kind, "Properties": {where: {"Statement": ["x" * (characters - EMPTY)]}}}


@pytest.mark.parametrize(
    ("kind", "where", "most"),
    [
        ("AWS::IAM::ManagedPolicy", "PolicyDocument", 6144),
        ("AWS::IAM::Role", "AssumeRolePolicyDocument", 2048),
        ("AWS::S3::BucketPolicy", "PolicyDocument", 20480),
        ("AWS::KMS::Key", "KeyPolicy", 32768),
        ("AWS::KMS::ReplicaKey", "KeyPolicy", 32768),
    ],
)
def test_each_kind_has_its_limit(kind: str, where: str, most: int) -> None:
    assert details(check, assembly_of(resource(kind, where, most))) == []
    assert details(check, assembly_of(resource(kind, where, most + 1))) == [
        f"{where}: {most + 1} characters; AWS takes {most}"
    ]


def test_a_roles_own_policies_count_together() -> None:
    def role(characters: int) -> dict[str, Any]:
        policy = {"PolicyName": "p", "PolicyDocument": {"Statement": ["x" * characters]}}
        return {"Type": "AWS::IAM::Role", "Properties": {"Policies": [policy, policy]}}

    assert details(check, assembly_of(role(5000))) == []
    assert details(check, assembly_of(role(5200))) == ["Policies: 10439 characters; AWS takes 10240"]


def test_what_a_deployment_fills_in_counts() -> None:
    arns = [{"Fn::GetAtt": ["Key", "Arn"]}] * 70
    policy = {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Statement": [{"Resource": arns}]}}}
    [said] = details(check, assembly_of(policy))
    assert said.startswith("PolicyDocument: 72")
