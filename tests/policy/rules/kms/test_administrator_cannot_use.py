from typing import Any

import pytest

from policy.rules.kms.administrator_cannot_use import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import key

ROOT, ROLE = {"AWS": "arn:aws:iam::111111111111:root"}, "arn:aws:iam::111111111111:role/x"
AS_ROLE = {"ArnEquals": {"aws:PrincipalArn": ROLE}}


def found(**statement: Any) -> list[str]:
    return details(check, assembly_of(key({"Sid": "S", **statement})))


@pytest.mark.parametrize("action", ["kms:*", "kms:Decrypt", "kms:GenerateDataKeyPair", "kms:CreateGrant", "kms:Sign"])
def test_an_account_that_uses_the_key_is_found(action: str) -> None:
    assert found(Principal=ROOT, Action=["kms:DescribeKey", action]) == [f"S::{action}"]


def test_a_role_that_uses_and_manages_is_found() -> None:
    assert found(Principal={"AWS": ROLE}, Action=["kms:Decrypt", "kms:PutKeyPolicy"]) == ["S::kms:Decrypt"]


def test_managing_alone_a_role_alone_and_a_role_by_condition_pass() -> None:
    assert found(Principal=ROOT, Action=["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"]) == []
    assert found(Principal={"AWS": ROLE}, Action=["kms:Decrypt"]) == []
    assert found(Principal=ROOT, Action="kms:Decrypt", Condition=AS_ROLE) == []
