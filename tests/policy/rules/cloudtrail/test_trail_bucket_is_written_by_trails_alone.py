from typing import Any

import pytest

from policy.rules.cloudtrail.trail_bucket_is_written_by_trails_alone import DELETES, check
from tests.policy.rules.builder import details
from tests.policy.rules.cloudtrail.trail import NO_DELETE, NO_WRITE, OBJECTS, WRITE, assembly

NOT_DENIED = [f"not denied::{action}" for action in DELETES]
ROOT = {"AWS": "arn:aws:iam::111111111111:root"}


def found(*statements: Any) -> list[str]:
    return details(check, assembly({}, None, *statements))


def test_cloudtrail_writes_and_all_others_may_read_at_most() -> None:
    read = {"Sid": "Read", "Principal": ROOT, "Action": "s3:GetObject", "Resource": OBJECTS}
    assert found(WRITE, NO_WRITE, NO_DELETE, read) == []


@pytest.mark.parametrize("action", ["s3:PutObject", "s3:DeleteObject", "s3:*", "*", "s3:PutBucketPolicy"])
@pytest.mark.parametrize("principal", [ROOT, {"Service": ["cloudtrail.amazonaws.com", "logs.amazonaws.com"]}])
def test_somebody_else_may_write(action: str, principal: Any) -> None:
    statement = {"Sid": "More", "Principal": principal, "Action": action, "Resource": OBJECTS}
    assert found(WRITE, NO_WRITE, NO_DELETE, statement) == [f"More::{action}"]


@pytest.mark.parametrize(
    "broken",
    [
        {"Effect": "Allow"},
        {"Principal": ROOT},
        {"Resource": "arn:aws:s3:::another/*"},
        {"Resource": "arn:aws:s3:::records"},
        {"Condition": {"StringNotLike": {"aws:PrincipalServiceName": "*.amazonaws.com"}}},
    ],
)
def test_a_denial_that_denies_too_little(broken: Any) -> None:
    assert "others may write" in found(WRITE, {**NO_WRITE, **broken}, NO_DELETE)


def test_deleting_is_denied_to_all_and_always() -> None:
    assert found(WRITE, NO_WRITE) == NOT_DENIED
    condition = {"StringNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111111111111:role/someone"}}
    assert found(WRITE, NO_WRITE, {**NO_DELETE, "Condition": condition}) == NOT_DENIED
