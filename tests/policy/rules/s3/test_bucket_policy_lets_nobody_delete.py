import pytest

from policy.rules.s3.bucket_policy_lets_nobody_delete import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import bucket_policy

ROLE = {"AWS": "arn:aws:iam::111111111111:role/source"}


def found(action: str, effect: str = "Allow") -> list[str]:
    statement = {"Sid": "S", "Effect": effect, "Principal": ROLE, "Action": ["s3:GetObject", action], "Resource": "*"}
    return details(check, assembly_of(bucket_policy(statement)))


@pytest.mark.parametrize(
    "action",
    ["s3:DeleteObject", "s3:deleteobjectversion", "s3:PutBucketPolicy", "s3:PutObjectVersionAcl", "s3:ReplicateDelete"],
)
def test_what_takes_away_or_changes(action: str) -> None:
    assert found(action) == [f"S::{action}"]
    assert found(action, "Deny") == []


@pytest.mark.parametrize("action", ["s3:PutObject", "s3:PutObjectAcl", "s3:ListBucket", "s3:ReplicateObject"])
def test_what_reads_and_writes(action: str) -> None:
    assert found(action) == []
