from typing import Any

import pytest

from policy.rules.iam.condition_narrows import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import bucket_policy

ROLE = "arn:aws:iam::111111111111:role/x"


def found(condition: dict[str, Any], effect: str = "Allow") -> list[str]:
    return details(check, assembly_of(bucket_policy({"Sid": "S", "Effect": effect, "Condition": condition})))


@pytest.mark.parametrize(
    ("operator", "key", "value"),
    [
        ("StringLike", "aws:ResourceAccount", "*"),
        ("StringLike", "aws:ResourceAccount", ["111111111111", "*"]),
        ("ArnLike", "aws:SourceArn", "arn:*:*:*:*:*"),
        ("ArnLike", "aws:SourceArn", "arn:aws:*:*:111111111111:x"),
        ("StringEquals", "kms:ViaService", "s3.*.amazonaws.com"),
        ("StringNotEquals", "aws:ResourceAccount", "111111111111"),
        ("ArnNotLike", "aws:PrincipalArn", ROLE),
        ("NotIpAddress", "aws:SourceIp", "192.0.2.0/24"),
        ("ForAllValues:StringEquals", "aws:TagKeys", "x"),
        ("ArnEqualsIfExists", "aws:PrincipalArn", ROLE),
        ("StringEqualsIfExists", "kms:EncryptionContext:aws:logs:arn", "x"),
        ("Null", "aws:SourceArn", "true"),
        ("Bool", "aws:SecureTransport", "false"),
        ("StringEquals", "aws:ResourceAccount", []),
    ],
)
def test_a_condition_that_holds_too_often_is_found(operator: str, key: str, value: Any) -> None:
    assert found({operator: {key: value}}) == [f"S::{operator} {key.lower()}"]


@pytest.mark.parametrize(
    "condition",
    [
        {"StringEquals": {"aws:ResourceAccount": "111111111111"}},
        {"ArnLike": {"aws:SourceArn": "arn:aws:ec2:eu-central-1:111111111111:vpc-flow-log/*"}},
        {"StringEqualsIfExists": {"codeconnections:FullRepositoryId": "example/webapp"}},
        {"ForAnyValue:StringEquals": {"aws:TagKeys": "x"}},
        {"Null": {"aws:SourceArn": "false"}},
        {"Bool": {"aws:SecureTransport": "true"}},
        {"Bool": {"aws:SecureTransport": True}},
    ],
    ids=str,
)
def test_a_condition_that_narrows_passes(condition: dict[str, Any]) -> None:
    assert found(condition) == []


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"Bool": {"aws:SecureTransport": "false"}}, []),
        ({"BoolIfExists": {"aws:SecureTransport": False}}, []),
        ({"Bool": {"aws:SecureTransport": "true"}}, ["S::Bool aws:securetransport"]),
        ({"Null": {"aws:SecureTransport": "false"}}, ["S::Null aws:securetransport"]),
        ({"StringNotEquals": {"aws:PrincipalOrgID": "o-1"}}, []),
    ],
    ids=str,
)
def test_a_denial_is_for_plain_http_and_not_for_tls(condition: dict[str, Any], expected: list[str]) -> None:
    assert found(condition, "Deny") == expected
