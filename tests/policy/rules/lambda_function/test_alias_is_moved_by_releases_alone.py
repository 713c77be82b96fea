from typing import Any

import pytest

from policy.rules.lambda_function.alias_is_moved_by_releases_alone import check
from tests.policy.rules.builder import assembly_of, details

FIXED: dict[str, Any] = {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Function"}}}
OF_CODE = {"Type": "AWS::Lambda::Version", "Properties": {**FIXED["Properties"], "CodeSha256": "x"}}
ON = {"FunctionVersion": {"Fn::GetAtt": ["Version", "Version"]}}
SHIFTED: dict[str, Any] = {"UpdatePolicy": {"CodeDeployLambdaAliasUpdate": {}}}


@pytest.mark.parametrize(
    ("properties", "attributes", "version", "found"),
    [
        (ON, {}, FIXED, []),
        (ON, {}, OF_CODE, ["FunctionVersion"]),
        (ON, SHIFTED, FIXED, ["UpdatePolicy"]),
        ({**ON, "RoutingConfig": {"AdditionalVersionWeights": []}}, {}, FIXED, ["RoutingConfig"]),
        ({"FunctionVersion": "$LATEST"}, {}, FIXED, ["FunctionVersion"]),
        ({"FunctionVersion": {"Ref": "Parameter"}}, {}, FIXED, ["FunctionVersion"]),
    ],
)
def test_finds(properties: Any, attributes: Any, version: Any, found: list[str]) -> None:
    alias = {"Type": "AWS::Lambda::Alias", "Properties": properties, **attributes}
    assert details(check, assembly_of(alias, Version=version)) == found
