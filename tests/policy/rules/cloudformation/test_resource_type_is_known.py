from typing import Any

import pytest

from policy.rules.cloudformation.resource_type_is_known import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"Type": "AWS::S3::Bucket"}, []),
    ({"Type": "AWS::MSK::Cluster"}, ["Type::AWS::MSK::Cluster"]),
    ({"Type": "Custom::Setup"}, ["Type::Custom::Setup"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of(given)
    assert details(check, assembly) == found
