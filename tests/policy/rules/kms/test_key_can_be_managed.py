from typing import Any

import pytest

from policy.rules.kms.key_can_be_managed import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import key

MANAGES = {"Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": ["kms:PutKeyPolicy"]}


def test_a_key_of_its_account_passes() -> None:
    assert details(check, assembly_of(key(MANAGES))) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"Effect": "Deny"},
        {"Effect": "allow"},
        {"Action": "kms:DescribeKey"},
        {"Principal": {"AWS": "222222222222"}},
        {"Condition": {"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}},
    ],
    ids=str,
)
def test_a_key_of_nobody_is_found(changed: dict[str, Any]) -> None:
    assert details(check, assembly_of(key({**MANAGES, **changed}))) == ["kms:PutKeyPolicy"]


def test_a_skipped_check_is_found() -> None:
    bypass = key(MANAGES, BypassPolicyLockoutSafetyCheck=True)
    assert details(check, assembly_of(bypass)) == ["BypassPolicyLockoutSafetyCheck"]
