from typing import Any

import pytest

from policy.rules.kms.account_uses_key_through_a_service import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import key

S3 = {"StringEquals": {"kms:ViaService": "s3.eu-central-1.amazonaws.com"}}
OTHER = "arn:aws:iam::222222222222:role/release"
OWN, OWN_ACCOUNT = "arn:aws:iam::111111111111:role/build", "arn:aws:iam::111111111111:root"


def found(principal: str, action: str, condition: dict[str, Any]) -> list[str]:
    statement = {"Sid": "S", "Principal": {"AWS": principal}, "Action": action, "Condition": condition}
    return details(check, assembly_of(key(statement)))


@pytest.mark.parametrize("principal", [OTHER, OWN_ACCOUNT])
@pytest.mark.parametrize("condition", [{}, {"StringLike": {"kms:ViaService": "*"}}], ids=str)
def test_use_without_a_service_is_found(principal: str, condition: dict[str, Any]) -> None:
    assert found(principal, "kms:Decrypt", condition) == ["S::kms:ViaService"]


def test_use_through_a_service_by_a_role_of_the_account_and_managing_pass() -> None:
    assert found(OTHER, "kms:Decrypt", S3) == []
    assert found(OWN, "kms:Decrypt", {}) == []
    assert found(OWN_ACCOUNT, "kms:PutKeyPolicy", {}) == []
