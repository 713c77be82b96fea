from typing import Any

import pytest

from policy.rules.cloudformation.arn_names_a_known_place import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ("arn:aws:kms:eu-central-1:111111111111:key/1", []),
    ("arn:aws:s3:::bucket", []),
    ("arn:aws:iam::aws:policy/ReadOnlyAccess", []),
    ({"Fn::Sub": "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:topic"}, []),
    ("arn:aws:iam::999999999999:role/admin", ["Account::999999999999"]),
    ("arn:aws:sns:us-west-2:111111111111:topic", ["Region::us-west-2"]),
    ({"Fn::Join": ["", ["arn:aws:iam::9999", "99999999:root"]]}, ["Account::999999999999"]),
    ("999999999999.dkr.ecr.eu-central-1.amazonaws.com/app", ["Account::999999999999"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "A", "Properties": {"Name": given}})
    assert details(check, assembly) == found
