from typing import Any

import pytest

from policy.rules.lambda_function.application_shares_no_group import check
from tests.policy.rules.builder import assembly_of, details

APPLICATION, HOOKS = ({"Fn::GetAtt": [name, "GroupId"]} for name in ("Application", "Hooks"))


def function(*groups: Any) -> dict[str, Any]:
    place = {"VpcConfig": {"SecurityGroupIds": list(groups)}} if groups else {}
    return {"Type": "AWS::Lambda::Function", "Properties": place}


@pytest.mark.parametrize(
    ("own", "of_hooks", "found"),
    [
        ((APPLICATION,), (HOOKS,), []),
        ((HOOKS,), (HOOKS,), ["SecurityGroupIds::${Hooks.GroupId}"]),
        ((APPLICATION, HOOKS), (HOOKS,), ["SecurityGroupIds::${Hooks.GroupId}"]),
        ((), (), []),
    ],
)
def test_finds(own: tuple[Any, ...], of_hooks: tuple[Any, ...], found: list[str]) -> None:
    alias = {"Type": "AWS::Lambda::Alias", "Properties": {"FunctionName": {"Ref": "Web"}}}
    functions = {"Web": function(*own), "Before": function(*of_hooks), "After": function(*of_hooks)}
    assert details(check, assembly_of(alias, **functions)) == found
