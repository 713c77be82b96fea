from typing import Any

import pytest

from policy.rules.cloudtrail.trail_is_kept import check
from tests.policy.rules.builder import details
from tests.policy.rules.cloudtrail.trail import assembly


def lock(days: int) -> dict[str, Any]:
    rule = {"DefaultRetention": {"Days": days, "Mode": "GOVERNANCE"}}
    return {"ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled", "Rule": rule}}


def expiry(days: int) -> dict[str, Any]:
    return {"LifecycleConfiguration": {"Rules": [{"Status": "Enabled", "ExpirationInDays": days}]}}


def found(changes: dict[str, Any]) -> list[str]:
    return details(check, assembly({}, changes))


def test_a_year_and_what_is_more() -> None:
    assert found({}) == []
    assert found({**lock(90), **expiry(90)}) == []
    assert found({**lock(90), **expiry(400)}) == []


@pytest.mark.parametrize(
    "changes",
    [{"ObjectLockEnabled": None}, {"ObjectLockConfiguration": None}, lock(0)],
)
def test_what_anybody_may_delete_at_once(changes: dict[str, Any]) -> None:
    assert found(changes) == ["DefaultRetention::0 days"]


def test_too_short_a_lock_and_what_expires_before_it() -> None:
    assert found({**lock(30), **expiry(30)}) == ["DefaultRetention::30 days", "ExpirationInDays::30"]
    assert found({**lock(365), **expiry(364)}) == ["ExpirationInDays::364"]
