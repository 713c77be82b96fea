from typing import Any

import pytest

from policy.rules.iam.other_account_is_narrowed_to_roles import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import bucket_policy

OTHER, ROLE = "arn:aws:iam::222222222222:root", "arn:aws:iam::222222222222:role/release"


def found(condition: dict[str, Any], principal: str = OTHER) -> list[str]:
    statement = {"Sid": "S", "Principal": {"AWS": principal}, "Condition": condition}
    return details(check, assembly_of(bucket_policy(statement)))


@pytest.mark.parametrize(
    "condition",
    [{"ArnEquals": {"aws:PrincipalArn": [ROLE]}}, {"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}}],
    ids=str,
)
def test_named_roles_and_the_organization_pass(condition: dict[str, Any]) -> None:
    assert found(condition) == []


@pytest.mark.parametrize(
    "condition",
    [
        {},
        {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/*"}},
        {"ArnEquals": {"aws:PrincipalArn": [ROLE, "*"]}},
        {"ArnEqualsIfExists": {"aws:PrincipalArn": ROLE}},
        {"StringLike": {"aws:PrincipalOrgID": "*"}},
        {"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}},
    ],
    ids=str,
)
def test_a_whole_account_is_found(condition: dict[str, Any]) -> None:
    assert found(condition) == [f"S::{OTHER}"]


@pytest.mark.parametrize("principal", [ROLE, "arn:aws:iam::111111111111:root", "111111111111"])
def test_a_role_of_another_and_the_own_account_pass(principal: str) -> None:
    assert found({}, principal) == []
