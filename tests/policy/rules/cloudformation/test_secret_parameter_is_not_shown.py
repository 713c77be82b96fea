from typing import Any

import pytest

from policy.rules.cloudformation.secret_parameter_is_not_shown import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of

CASES: list[tuple[Any, list[str]]] = [
    ({"DbPassword": {"Type": "String", "NoEcho": True}, "KeyArn": {"Type": "String", "Default": "a"}}, []),
    ({"DbPassword": {"Type": "String"}}, ["NoEcho::DbPassword"]),
    ({"Login": {"Type": "String", "NoEcho": "true", "Default": "hunter2"}}, ["Default::Login"]),
    ({"Token": {"Type": "AWS::SSM::Parameter::Value<String>", "NoEcho": True}}, ["Type::Token"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = Assembly((stack_of({}, Parameters=given),))
    assert details(check, assembly) == found
