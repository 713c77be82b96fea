from dataclasses import replace
from typing import Any

import pytest

from policy.rules.cloudformation.stack_is_made_for_one_account import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of

CASES: list[tuple[Any, list[str]]] = [
    ({}, []),
    ({"account": "unknown-account"}, ["Account::unknown-account"]),
    ({"region": "unknown-region"}, ["Region::unknown-region"]),
    ({"region": "us-gov-west-1"}, []),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = Assembly((replace(stack_of({}), **given),))
    assert details(check, assembly) == found
