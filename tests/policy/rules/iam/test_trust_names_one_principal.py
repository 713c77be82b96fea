from typing import Any

import pytest

from policy.rules.iam.trust_names_one_principal import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import role

GITHUB = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"
CLAIM = "token.actions.githubusercontent.com"


@pytest.mark.parametrize(
    "principal",
    [
        {"Service": "codebuild.amazonaws.com"},
        {"AWS": "arn:aws:iam::222222222222:role/path/release"},
        {"AWS": {"Fn::GetAtt": ["Pipeline", "Arn"]}},
        {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/pipeline"}},
    ],
    ids=str,
)
def test_a_service_or_a_named_role_passes(principal: Any) -> None:
    assert details(check, assembly_of(role(principal), Pipeline=role())) == []


@pytest.mark.parametrize(
    ("principal", "detail"),
    [
        ("*", "*::*"),
        ({"AWS": "*"}, "AWS::*"),
        ({"AWS": "111111111111"}, "AWS::111111111111"),
        ({"AWS": "arn:aws:iam::111111111111:root"}, "AWS::arn:aws:iam::111111111111:root"),
        ({"AWS": "arn:aws:iam::111111111111:user/eve"}, "AWS::arn:aws:iam::111111111111:user/eve"),
        ({"AWS": "arn:aws:iam::111111111111:role/*"}, "AWS::arn:aws:iam::111111111111:role/*"),
        ({"AWS": {"Fn::GetAtt": ["Key", "Arn"]}}, "AWS::${Key.Arn}"),
        ({"AWS": {"Ref": "Anyone"}}, "AWS::${Anyone}"),
        ({"Service": "*"}, "Service::*"),
        ({"Service": ["a.amazonaws.com", "b.amazonaws.com"]}, "more than one service"),
        ({"Federated": GITHUB}, f"Federated::{GITHUB}"),
    ],
    ids=str,
)
def test_anyone_else_is_found(principal: Any, detail: str) -> None:
    assert details(check, assembly_of(role(principal), Key={"Type": "AWS::KMS::Key"})) == [detail]


def test_a_trust_by_exclusion_is_found() -> None:
    assert details(check, assembly_of(role({}, NotPrincipal={"AWS": "1"}))) == ["NotPrincipal::AWS::1"]


@pytest.mark.parametrize(("subject", "passes"), [("repo:example/webapp:ref:refs/heads/main", True), ("*", False)])
def test_a_web_identity_needs_its_audience_and_subject(subject: str, passes: bool) -> None:
    condition = {"StringEquals": {f"{CLAIM}:aud": "sts.amazonaws.com"}, "StringLike": {f"{CLAIM}:sub": subject}}
    assert (details(check, assembly_of(role({"Federated": GITHUB}, condition))) == []) is passes
