from dataclasses import replace
from typing import Any

import pytest

from policy.rules.cloudformation.stack_is_protected_from_termination import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of

CASES: list[tuple[Any, list[str]]] = [
    (True, []),
    (False, ["TerminationProtection"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = Assembly((replace(stack_of({}), termination_protection=given),))
    assert details(check, assembly) == found
