from typing import Any

import pytest

from policy.rules.lambda_function.functions_stand_in_networks_together import check
from tests.policy.rules.builder import assembly_of, details

INSIDE = {"VpcConfig": {"SubnetIds": [{"Ref": "Subnet"}], "SecurityGroupIds": [{"Ref": "Group"}]}}
NONE = ["VpcConfig.SecurityGroupIds::none", "VpcConfig.SubnetIds::none"]

CASES: list[tuple[list[Any], list[str]]] = [
    ([{}, {}], []),
    ([INSIDE, INSIDE], []),
    ([INSIDE, {}], NONE),
    ([INSIDE, {"VpcConfig": {"SubnetIds": [], "SecurityGroupIds": []}}], NONE),
    ([{"VpcConfig": {"SubnetIds": [{"Ref": "Subnet"}]}}], NONE[:1]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: list[Any], found: list[str]) -> None:
    functions = [{"Type": "AWS::Lambda::Function", "Properties": properties} for properties in given]
    assert details(check, assembly_of(*functions)) == found
