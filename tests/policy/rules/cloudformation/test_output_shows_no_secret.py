from typing import Any

import pytest

from policy.rules.cloudformation.output_shows_no_secret import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of

CASES: list[tuple[Any, list[str]]] = [
    ({"Url": {"Value": "https://example.com"}}, []),
    ({"DbPassword": {"Value": "a"}}, ["Outputs::DbPassword"]),
    ({"Login": {"Value": {"Fn::Sub": "app:${Hidden}"}}}, ["Outputs::Login"]),
    ({"Login": {"Value": {"Fn::Join": ["", ["a", "{{resolve:ssm-secure:/db:1}}"]]}}}, ["Outputs::Login"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = Assembly((stack_of({}, Outputs=given, Parameters={"Hidden": {"Type": "String", "NoEcho": True}}),))
    assert details(check, assembly) == found
