from typing import Any

import pytest

from policy.rules.lambda_function.function_logs_to_its_own_group import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"LoggingConfig": {"LogGroup": {"Ref": "Logs"}}}, []),
    ({"LoggingConfig": {"LogGroup": "elsewhere"}}, ["LoggingConfig.LogGroup"]),
    ({}, ["LoggingConfig.LogGroup"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::Lambda::Function", "Properties": given}, Logs={"Type": "AWS::Logs::LogGroup"})
    assert details(check, assembly) == found
