from typing import Any

import pytest

from policy.rules.iam.bucket_access_names_account import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import identity


def found(resource: Any, condition: dict[str, Any]) -> list[str]:
    statement = {"Sid": "S", "Action": "s3:GetObject", "Resource": resource, "Condition": condition}
    return details(check, assembly_of(identity(statement)))


@pytest.mark.parametrize("condition", [{}, {"StringLike": {"aws:ResourceAccount": "*"}}], ids=str)
def test_a_bucket_of_whatever_account_is_found(condition: dict[str, Any]) -> None:
    assert found("arn:aws:s3:::bucket/key", condition) == ["S::arn:aws:s3:::bucket/key"]


def test_an_account_and_a_bucket_of_the_template_pass() -> None:
    assert found("arn:aws:s3:::bucket/key", {"StringEquals": {"aws:ResourceAccount": "111111111111"}}) == []
    assert found({"Fn::GetAtt": ["Bucket", "Arn"]}, {}) == []
