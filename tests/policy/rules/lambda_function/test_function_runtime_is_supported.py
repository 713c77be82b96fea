from typing import Any

import pytest

from policy.rules.lambda_function.function_runtime_is_supported import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"Runtime": "nodejs24.x"}, []),
    ({"Runtime": "python3.14"}, []),
    ({"Runtime": "nodejs14.x"}, ["Runtime::nodejs14.x"]),
    ({"Runtime": {"Ref": "Runtime"}}, ["Runtime::${Runtime}"]),
    ({}, ["Runtime::null"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assert details(check, assembly_of({"Type": "AWS::Lambda::Function", "Properties": given})) == found
