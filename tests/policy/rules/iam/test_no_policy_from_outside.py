from typing import Any

import pytest

from policy.rules.iam.no_policy_from_outside import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import identity, role


def with_policy(policy: Any) -> dict[str, Any]:
    definition = role()
    definition["Properties"]["ManagedPolicyArns"] = [policy]
    return definition


@pytest.mark.parametrize(
    "arn", ["arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::111111111111:policy/developers"]
)
def test_a_policy_by_its_arn_is_found(arn: str) -> None:
    assert details(check, assembly_of(with_policy(arn))) == [f"Policy::{arn}"]


def test_what_only_looks_like_the_templates_policy_is_found() -> None:
    assert details(check, assembly_of(with_policy({"Ref": "Arn"}))) == ["Policy::${Arn}"]


def test_the_templates_own_policy_passes() -> None:
    assert details(check, assembly_of(with_policy({"Ref": "Own"}), Own=identity())) == []
