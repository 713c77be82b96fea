from typing import Any

import pytest

from policy.rules.ec2.instance_has_no_key_pair import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({}, []),
    ({"KeyName": "operators"}, ["KeyName::operators"]),
    ({"KeyName": {"Ref": "Key"}}, ["KeyName::${Key}"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": given}})
    assert details(check, assembly) == found


def test_finds_a_key_pair() -> None:
    assert details(check, assembly_of({"Type": "AWS::EC2::KeyPair"})) == ["AWS::EC2::KeyPair"]
