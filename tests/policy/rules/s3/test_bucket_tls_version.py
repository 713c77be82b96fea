from typing import Any

import pytest

from policy.rules.s3.bucket_tls_version import check
from tests.policy.rules.builder import assembly_of, details


def found(**change: Any) -> list[str]:
    statement = {
        "Sid": "Tls",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": "*",
        "Condition": {"NumericLessThan": {"s3:TlsVersion": 1.2}},
        **change,
    }
    properties = {"PolicyDocument": {"Statement": statement}}
    return details(check, assembly_of({"Type": "AWS::S3::BucketPolicy", "Properties": properties}))


@pytest.mark.parametrize(
    "change", [{}, {"Condition": {}}, {"Condition": {"NumericLessThan": {"s3:TlsVersion": "1.3"}}}]
)
def test_a_minimum_that_holds_and_no_minimum(change: dict[str, Any]) -> None:
    assert found(**change) == []


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        ({"Effect": "Allow"}, "Tls NumericLessThan 1.2"),
        ({"Action": "s3:PutObject"}, "Tls NumericLessThan 1.2"),
        ({"Condition": {"NumericLessThan": {"s3:TlsVersion": 1.0}}}, "Tls NumericLessThan 1.0"),
        ({"Condition": {"NumericGreaterThan": {"s3:TlsVersion": 1.2}}}, "Tls NumericGreaterThan 1.2"),
    ],
)
def test_a_minimum_that_does_not_hold(change: dict[str, Any], detail: str) -> None:
    assert found(**change) == [detail]
