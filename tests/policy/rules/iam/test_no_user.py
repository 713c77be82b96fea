import pytest

from policy.rules.iam.no_user import TYPES, check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import identity, role


@pytest.mark.parametrize("kind", TYPES)
def test_a_user_and_what_belongs_to_one_is_found(kind: str) -> None:
    assert details(check, assembly_of({"Type": kind})) == [kind]


@pytest.mark.parametrize("holders", ["Users", "Groups"])
def test_a_policy_of_theirs_is_found(holders: str) -> None:
    assert details(check, assembly_of(identity(**{holders: ["x"]}))) == [f"attached to {holders}"]


def test_roles_pass() -> None:
    assert details(check, assembly_of(role(), identity(Roles=["x"], Users=[]))) == []
