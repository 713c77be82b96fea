"""A statement reads as a sentence that says no more and no less."""

from typing import Any

import pytest

from policy.report.sentences import sentence, words
from policy.templates.statements import statements
from tests.policy.rules.builder import assembly_of

ARN = "arn:aws:s3:::store"


def said(statement: dict[str, Any], holder: str = "AWS::IAM::ManagedPolicy", where: str = "PolicyDocument") -> str:
    logs = {"Type": "AWS::Logs::LogGroup", "Metadata": {"aws:cdk:path": "S/Operations/Logs/Resource"}}
    document = {"Statement": [{"Effect": "Allow", **statement}]}
    [resource] = assembly_of({"Type": holder, "Properties": {where: document}}, Logs=logs).resources(holder)
    [found] = statements(resource)
    return sentence(found)


def test_a_permission_names_actions_resource_and_condition() -> None:
    condition = {"StringEquals": {"aws:ResourceAccount": ["111111111111", "222222222222"]}}
    read = {"Sid": "ReadTheStore", "Action": ["s3:Get", "s3:List"], "Resource": ARN, "Condition": condition}
    assert said(read) == (
        "Read the store: may s3:Get and s3:List on arn:aws:s3:::store, "
        "if aws:ResourceAccount is 111111111111 or 222222222222."
    )


def test_a_reference_is_named_by_its_construct() -> None:
    write = {"Sid": "WriteLogs", "Action": "logs:PutLogEvents", "Resource": {"Fn::GetAtt": ["Logs", "Arn"]}}
    assert said(write) == "Write logs: may logs:PutLogEvents on [Operations/Logs]."
    assert "${Parameter}" in said({"Action": "a:b", "Resource": {"Ref": "Parameter"}})


def test_trust_says_who_takes_the_role_on() -> None:
    condition = {"StringEqualsIfExists": {"aws:SourceAccount": "1"}}
    trust = {"Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole", "Condition": condition}
    assert said(trust, "AWS::IAM::Role", "AssumeRolePolicyDocument") == (
        "Service ec2.amazonaws.com may take the role on, if aws:SourceAccount is 1 (or there is none)."
    )


@pytest.mark.parametrize("everybody", ["*", {"AWS": "*"}])
def test_a_denial_to_everybody(everybody: Any) -> None:
    deny = {"Effect": "Deny", "Principal": everybody, "Action": "s3:*", "Resource": [ARN, f"{ARN}/*"]}
    plain = {"Bool": {"aws:SecureTransport": False}}
    assert said({**deny, "Condition": plain}, "AWS::S3::BucketPolicy") == (
        "anybody may not s3:* on arn:aws:s3:::store and arn:aws:s3:::store/*, if aws:SecureTransport is false."
    )


@pytest.mark.parametrize(
    ("statement", "sentence_"),
    [
        ({"NotAction": "iam:*", "Resource": "*"}, "may do everything but iam:* on every resource."),
        ({"Action": "s3:Get", "NotResource": ARN}, "may s3:Get on everything but arn:aws:s3:::store."),
        (
            {"NotPrincipal": {"AWS": "1"}, "Action": "a:b", "Resource": "*"},
            "everybody but 1 may a:b on every resource.",
        ),
    ],
)
def test_what_is_allowed_by_exclusion_does_not_look_like_a_list(statement: dict[str, Any], sentence_: str) -> None:
    assert said(statement) == sentence_


def test_in_a_keys_policy_a_star_is_the_key() -> None:
    use = {"Action": "kms:Decrypt", "Resource": "*", "Principal": {"AWS": "arn:aws:iam::1:root"}}
    assert said(use, "AWS::KMS::Key", "KeyPolicy") == "arn:aws:iam::1:root may kms:Decrypt on this key."


def test_an_operator_that_has_no_word_is_named() -> None:
    assert said(
        {"Action": "a:b", "Resource": "*", "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": "x"}}}
    ) == ("may a:b on every resource, if ForAllValues:aws:TagKeys is x.")
    assert "aws:SourceIp IpAddress 10.0.0.0/8" in said(
        {"Action": "a:b", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}
    )


@pytest.mark.parametrize(
    ("sid", "read"),
    [("ReadTheRepository", "Read the repository"), ("AllowSSLOnly", "Allow SSL only"), ("Use2Keys", "Use 2 keys")],
)
def test_a_sid_in_words(sid: str, read: str) -> None:
    assert words(sid) == read
