from typing import Any

import pytest

from policy.rules.lambda_function.function_is_traced import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"TracingConfig": {"Mode": "Active"}}, []),
    ({"TracingConfig": {"Mode": "PassThrough"}}, ["TracingConfig.Mode::PassThrough"]),
    ({}, ["TracingConfig.Mode::null"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assert details(check, assembly_of({"Type": "AWS::Lambda::Function", "Properties": given})) == found
