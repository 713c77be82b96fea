from typing import Any

import pytest

from policy.rules.s3.service_only_delivers import check
from tests.policy.rules.builder import assembly_of, details

ROLE = {"AWS": "arn:aws:iam::111111111111:role/build"}
SERVICE = {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"}
CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({"Principal": SERVICE, "Action": "s3:PutObject"}, []),
    ({"Principal": SERVICE, "Action": ["s3:putObject", "s3:GetBucketAcl"]}, []),
    ({"Principal": ROLE, "Action": "s3:GetObject"}, []),
    ({"Principal": SERVICE, "Action": "s3:GetObject", "Effect": "Deny"}, []),
    ({"Principal": SERVICE, "Action": ["s3:PutObject", "s3:GetObject"]}, ["Deliver::s3:GetObject"]),
    ({"Principal": {**SERVICE, **ROLE}, "Action": "s3:ListBucket"}, ["Deliver::s3:ListBucket"]),
    ({"Principal": SERVICE, "Action": "s3:*"}, ["Deliver::s3:*"]),
]


@pytest.mark.parametrize(("statement", "found"), CASES)
def test_finds(statement: dict[str, Any], found: list[str]) -> None:
    document = {"Statement": [{"Sid": "Deliver", "Effect": "Allow", "Resource": "*", **statement}]}
    assembly = assembly_of({"Type": "AWS::S3::BucketPolicy", "Properties": {"PolicyDocument": document}})
    assert details(check, assembly) == found
