from typing import Any

import pytest

from policy.rules.kms.key_is_retained import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import key

RETAINED = {"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"}


def test_a_retained_key_passes() -> None:
    assert details(check, assembly_of({**key(), **RETAINED})) == []


def test_a_key_that_goes_with_its_stack_is_found() -> None:
    assert details(check, assembly_of(key())) == ["DeletionPolicy", "UpdateReplacePolicy"]


@pytest.mark.parametrize(
    ("properties", "detail"),
    [({"Enabled": False}, "Enabled"), ({"PendingWindowInDays": 7}, "PendingWindowInDays::7")],
)
def test_a_key_that_is_not_there_for_long_is_found(properties: dict[str, Any], detail: str) -> None:
    assert details(check, assembly_of({**key(**properties), **RETAINED})) == [detail]
