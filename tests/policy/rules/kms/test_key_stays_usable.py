from typing import Any

import pytest

from policy.rules.kms.key_stays_usable import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import key


@pytest.mark.parametrize("properties", [{}, {"Enabled": True, "PendingWindowInDays": 30}])
def test_an_enabled_key_passes(properties: dict[str, Any]) -> None:
    assert details(check, assembly_of(key(**properties))) == []


@pytest.mark.parametrize(
    ("properties", "detail"),
    [({"Enabled": False}, "Enabled"), ({"PendingWindowInDays": 7}, "PendingWindowInDays::7")],
)
def test_a_key_that_is_not_there_for_long_is_found(properties: dict[str, Any], detail: str) -> None:
    assert details(check, assembly_of(key(**properties))) == [detail]
