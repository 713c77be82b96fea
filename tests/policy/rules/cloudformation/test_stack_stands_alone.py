from typing import Any

import pytest

from policy.rules.cloudformation.stack_stands_alone import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of


def _with(name: Any) -> dict[str, Any]:
    return {"Type": "AWS::SNS::Topic", "Properties": {"Name": name}}


CASES: list[tuple[Any, list[str]]] = [
    ({"Outputs": {"Url": {"Value": "https://example.com"}}}, []),
    ({"Outputs": {"Url": {"Value": "a", "Export": {"Name": "url"}}}}, ["Export::url"]),
    ({"resources": {"A": _with({"Fn::ImportValue": "url"})}}, ["Fn::ImportValue::Properties.Name"]),
    ({"resources": {"A": _with({"Fn::GetStackOutput": ["s", "o"]})}}, ["Fn::GetStackOutput::Properties.Name"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = Assembly((stack_of(**{"resources": {}, **given}),))
    assert details(check, assembly) == found
