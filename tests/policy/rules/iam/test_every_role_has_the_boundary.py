from typing import Any

from policy.rules.iam.every_role_has_the_boundary import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of
from tests.policy.rules.policies import role


def found(*boundaries: str | None) -> list[str]:
    """A role in a stack and an account of its own for each."""
    return details(check, Assembly(tuple(_stack(number, one) for number, one in enumerate(boundaries))))


def _stack(number: int, boundary: str | None) -> Any:
    definition = role()
    if boundary:
        definition["Properties"]["PermissionsBoundary"] = boundary
    return stack_of({"Role": definition}, f"Stack{number}", account=str(number) * 12)


def test_none_or_the_same_everywhere_passes() -> None:
    assert found(None, None) == []
    assert found("arn:aws:iam::000000000000:policy/b", "arn:aws:iam::111111111111:policy/b") == []


def test_a_role_without_the_others_boundary_is_found() -> None:
    assert found("arn:aws:iam::000000000000:policy/b", None) == ["PermissionsBoundary"]


def test_a_boundary_of_another_name_is_found() -> None:
    one, two = "arn:aws:iam::000000000000:policy/b", "arn:aws:iam::111111111111:policy/c"
    assert found(one, two) == [f"PermissionsBoundary::{arn} is one of 2" for arn in (one, two)]


def test_a_boundary_that_bounds_nothing_is_found() -> None:
    everything = "arn:aws:iam::aws:policy/AdministratorAccess"
    assert found(everything) == [f"PermissionsBoundary::{everything}"]
