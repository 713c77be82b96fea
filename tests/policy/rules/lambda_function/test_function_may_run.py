from typing import Any

import pytest

from policy.rules.lambda_function.function_may_run import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({}, []),
    ({"ReservedConcurrentExecutions": 1}, []),
    ({"ReservedConcurrentExecutions": "5"}, []),
    ({"ReservedConcurrentExecutions": 0}, ["ReservedConcurrentExecutions::0"]),
    ({"ReservedConcurrentExecutions": {"Ref": "Given"}}, ["ReservedConcurrentExecutions::${Given}"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assert details(check, assembly_of({"Type": "AWS::Lambda::Function", "Properties": given})) == found
