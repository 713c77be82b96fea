"""Every spelling that cdk-nag is blind to, and those that it sees."""

import json
from typing import Any

import pytest

from policy.rules.iam.no_wildcard_action import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import bucket_policy, document, identity, role

ALL = {"Action": "s3:*", "Resource": "*"}

PLACES: dict[str, dict[str, Any]] = {
    "managed policy": identity(ALL),
    "policy": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": document(ALL)}},
    "role policy": {"Type": "AWS::IAM::RolePolicy", "Properties": {"PolicyDocument": document(ALL)}},
    "inline": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyDocument": document(ALL)}]}},
    "permission set": {"Type": "AWS::SSO::PermissionSet", "Properties": {"InlinePolicy": json.dumps(document(ALL))}},
    "resource policy": bucket_policy(ALL),
    "an unknown type": {"Type": "Custom::Anything", "Properties": {"Deep": [{"Down": document(ALL)}]}},
    "Fn::If": identity({"Fn::If": ["Never", {"Effect": "Allow", **ALL}, {"Ref": "AWS::NoValue"}]}),
    "JSON in Fn::Sub": {"Type": "AWS::SQS::QueuePolicy", "Properties": {"P": {"Fn::Sub": json.dumps(document(ALL))}}},
}


@pytest.mark.parametrize("place", PLACES)
def test_a_wildcard_is_found_wherever_it_stands(place: str) -> None:
    assert details(check, assembly_of(PLACES[place])) == ["Action::s3:*"]


@pytest.mark.parametrize("action", ["*", "s3:Get?bject", "s3:Get*", "s3", {"Ref": "Action"}])
def test_what_is_not_one_action_is_found(action: Any) -> None:
    [found] = details(check, assembly_of(identity({"Action": ["s3:GetObject", action], "Resource": "*"})))
    assert found == f"Action::{action}" if isinstance(action, str) else "Action::${Action}"


def test_a_trust_policy_counts_too() -> None:
    assert details(check, assembly_of(role(Action="sts:*"))) == ["Action::sts:*"]


def test_an_exclusion_is_found() -> None:
    assert details(check, assembly_of(identity({"NotAction": "iam:*", "Resource": "*"}))) == ["NotAction::iam:*"]


def test_named_actions_and_denials_pass() -> None:
    denial = {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}
    assert details(check, assembly_of(identity({"Action": ["s3:GetObject"], "Resource": "*"}, denial))) == []
