from typing import Any

import pytest

from policy.rules.iam.no_foreign_account import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of
from tests.policy.rules.policies import bucket_policy, identity, role

FOREIGN = "arn:aws:iam::999999999999:role/x"
OWN, OTHER = "arn:aws:iam::111111111111:role/x", "arn:aws:iam::222222222222:root"


def found(definition: dict[str, Any]) -> list[str]:
    return details(check, Assembly((stack_of({"One": definition}), stack_of({}, "Two", account="222222222222"))))


@pytest.mark.parametrize(
    "definition",
    [
        role({"AWS": FOREIGN}, Sid="S"),
        identity({"Sid": "S", "Action": "sts:AssumeRole", "Resource": FOREIGN}),
        bucket_policy(
            {"Sid": "S", "Principal": {"AWS": OTHER}, "Condition": {"ArnEquals": {"aws:PrincipalArn": FOREIGN}}}
        ),
    ],
)
def test_an_account_without_a_stack_is_found(definition: dict[str, Any]) -> None:
    assert found(definition) == [f"S::{FOREIGN}"]


@pytest.mark.parametrize(
    "definition", [role({"AWS": [OWN, OTHER]}), identity({"Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/k"})]
)
def test_the_stacks_accounts_pass(definition: dict[str, Any]) -> None:
    assert found(definition) == []
