from typing import Any

import pytest

from policy.rules.cloudformation.role_has_a_fixed_name import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"Type": "AWS::IAM::Role", "Properties": {"RoleName": "app-build"}}, []),
    ({"Type": "AWS::IAM::Role", "Properties": {}}, ["RoleName"]),
    ({"Type": "AWS::IAM::ManagedPolicy", "Properties": {"ManagedPolicyName": {"Ref": "Name"}}}, ["ManagedPolicyName"]),
    ({"Type": "AWS::IAM::InstanceProfile", "Properties": {}}, ["InstanceProfileName"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of(given)
    assert details(check, assembly) == found
