from typing import Any

import pytest

from policy.rules.s3.bucket_forgets import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.s3.buckets import bucket

EXPIRY = {"Status": "Enabled", "Prefix": "a/", "ExpirationInDays": 30}
LEFTOVERS = {
    "Status": "Enabled",
    "NoncurrentVersionExpiration": {"NoncurrentDays": 30},
    "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
}


def found(*rules: dict[str, Any], **changes: Any) -> list[str]:
    return details(check, assembly_of(bucket(LifecycleConfiguration={"Rules": list(rules)}, **changes)))


def test_everything_ends() -> None:
    assert found(EXPIRY, LEFTOVERS) == []


def test_no_versions_no_old_versions() -> None:
    leftovers = {**LEFTOVERS, "NoncurrentVersionExpiration": {"Ref": "AWS::NoValue"}}
    assert found(EXPIRY, leftovers, VersioningConfiguration=None) == []


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([LEFTOVERS], ["no object expires"]),
        ([{**EXPIRY, "Status": "Disabled"}, LEFTOVERS], ["no object expires"]),
        ([EXPIRY], ["old versions stay", "parts of uploads stay"]),
        ([EXPIRY, {**LEFTOVERS, "Prefix": "a/"}], ["old versions stay", "parts of uploads stay"]),
        ([], ["no object expires", "old versions stay", "parts of uploads stay"]),
    ],
)
def test_something_stays_for_ever(rules: list[dict[str, Any]], expected: list[str]) -> None:
    assert found(*rules) == expected
