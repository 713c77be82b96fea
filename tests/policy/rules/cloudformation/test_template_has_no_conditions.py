from typing import Any

import pytest

from policy.rules.cloudformation.template_has_no_conditions import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of

CASES: list[tuple[Any, list[str]]] = [
    ({"resources": {"A": {"Type": "A", "Properties": {"B": {"Ref": "AWS::Region"}}}}}, []),
    ({"Conditions": {"IsDev": {}}}, ["Conditions::IsDev"]),
    ({"resources": {"A": {"Type": "A", "Condition": "IsDev"}}}, ["Condition::IsDev"]),
    ({"resources": {"A": {"Type": "A", "Properties": {"B": {"Fn::If": []}}}}}, ["Fn::If::Properties.B"]),
    (
        {"resources": {"A": {"Type": "A", "Properties": {"B": {"Ref": "AWS::NoValue"}}}}},
        ["AWS::NoValue::Properties.B"],
    ),
    # A policy's statement has conditions too: they are IAM's.
    ({"resources": {"A": {"Type": "A", "Properties": {"Statement": [{"Condition": {}}]}}}}, []),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = Assembly((stack_of(**{"resources": {}, **given}),))
    assert details(check, assembly) == found
