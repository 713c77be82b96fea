from typing import Any

import pytest

from policy.rules.s3.bucket_requires_tls import check
from tests.policy.rules.builder import assembly_of, details

ARN = {"Fn::GetAtt": ["Bucket", "Arn"]}
NAMED = "arn:aws:s3:::data"
DENY = {
    "Effect": "Deny",
    "Principal": {"AWS": "*"},
    "Action": "s3:*",
    "Resource": [ARN, {"Fn::Join": ["", [ARN, "/*"]]}],
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}


def found(statement: dict[str, Any], of: Any = {"Ref": "Bucket"}) -> list[str]:  # noqa: B006
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "data"}}
    properties = {"Bucket": of, "PolicyDocument": {"Statement": [statement]}}
    return details(
        check, assembly_of(Bucket=bucket, Policy={"Type": "AWS::S3::BucketPolicy", "Properties": properties})
    )


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"Principal": "*"},
        {"Resource": "*"},
        {"Condition": {"BoolIfExists": {"aws:SecureTransport": False}}},
        {"Resource": [NAMED, f"{NAMED}/*"]},
    ],
)
def test_a_bucket_that_denies_plain_http(change: dict[str, Any]) -> None:
    assert found({**DENY, **change}) == []


def test_the_policy_may_name_the_bucket() -> None:
    assert found(DENY, of="data") == []


@pytest.mark.parametrize(
    "change",
    [
        {"Effect": "Allow"},
        {"Principal": {"AWS": "arn:aws:iam::111111111111:root"}},
        {"Action": "s3:GetObject"},
        {"Resource": [ARN]},
        {"Resource": [ARN, "arn:aws:s3:::other/*"]},
        {"Condition": {"Bool": {"aws:SecureTransport": "true"}}},
        {"Condition": {"Bool": {"aws:SecureTransport": "false"}, "StringEquals": {"aws:PrincipalTag/x": "y"}}},
    ],
)
def test_a_statement_that_lets_some_request_through(change: dict[str, Any]) -> None:
    assert found({**DENY, **change}) == ["no statement denies plain HTTP"]


def test_the_policy_of_another_bucket_does_not_count() -> None:
    assert found(DENY, of={"Ref": "Other"}) == ["no statement denies plain HTTP"]
