import pytest

from policy.rules.iam.bucket_policy_keeps_control import CONTROL, check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import bucket_policy, role


@pytest.mark.parametrize("action", sorted(CONTROL))
def test_control_given_away_is_found(action: str) -> None:
    statement = {"Sid": "S", "Principal": {"AWS": "222222222222"}, "Action": ["s3:GetObject", action]}
    assert details(check, assembly_of(bucket_policy(statement))) == [f"S::{action}"]


def test_roles_of_the_account_may_have_it() -> None:
    statement = {"Principal": {"AWS": {"Fn::GetAtt": ["Role", "Arn"]}}, "Action": "s3:PutObjectAcl"}
    denial = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutBucketPolicy"}
    assert details(check, assembly_of(bucket_policy(statement, denial), Role=role())) == []
