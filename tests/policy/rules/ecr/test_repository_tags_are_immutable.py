from typing import Any

import pytest

from policy.rules.ecr.repository_tags_are_immutable import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"ImageTagMutability": "IMMUTABLE"}, []),
    ({"ImageTagMutability": "MUTABLE"}, ["ImageTagMutability::MUTABLE"]),
    ({}, ["ImageTagMutability::not set"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::ECR::Repository", "Properties": given})
    assert details(check, assembly) == found
