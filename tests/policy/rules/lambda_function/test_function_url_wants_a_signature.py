from typing import Any

import pytest

from policy.rules.lambda_function.function_url_wants_a_signature import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"AuthType": "AWS_IAM"}, []),
    ({"AuthType": "NONE"}, ["AuthType::NONE"]),
    ({}, ["AuthType::not set"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::Lambda::Url", "Properties": given})
    assert details(check, assembly) == found
