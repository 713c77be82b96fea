from typing import Any

import pytest

from policy.rules.iam.policy_is_of_one_role import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import identity, role


def found(first: dict[str, Any], second: dict[str, Any], **of_policy: Any) -> list[str]:
    roles = {"First": role(), "Second": role()}
    for definition, properties in zip(roles.values(), (first, second), strict=True):
        definition["Properties"].update(properties)
    return details(check, assembly_of(Policy=identity(**of_policy), **roles))


LISTED = {"ManagedPolicyArns": [{"Ref": "Policy"}]}
BOTH = ["Roles::First, Second"]


def test_on_one_role_passes() -> None:
    assert (
        found(LISTED, {}) == found({}, {}, Roles=[{"Ref": "First"}]) == found({"RoleName": "a"}, {}, Roles=["a"]) == []
    )


def test_on_two_roles_is_found() -> None:
    assert found(LISTED, LISTED) == found(LISTED, {}, Roles=[{"Ref": "Second"}]) == BOTH


@pytest.mark.parametrize("kind", ["Roles", "Users", "Groups"])
def test_on_what_stands_elsewhere_is_found(kind: str) -> None:
    assert found(LISTED, {}, **{kind: ["Developers"]}) == [f"{kind}::Developers"]
