import pytest

from policy.rules.iam.no_inline_policy import INLINE, check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import identity, role


@pytest.mark.parametrize("inline", INLINE)
def test_an_inline_policy_is_found(inline: str) -> None:
    assert details(check, assembly_of({"Type": inline})) == [inline]


def test_one_within_a_role_is_found() -> None:
    definition = role()
    definition["Properties"]["Policies"] = [{"PolicyName": "p"}]
    assert details(check, assembly_of(definition)) == ["Policies"]


def test_a_managed_policy_passes() -> None:
    assert details(check, assembly_of(identity(), role())) == []
