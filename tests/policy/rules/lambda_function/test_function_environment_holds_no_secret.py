from typing import Any

import pytest

from policy.rules.lambda_function.function_environment_holds_no_secret import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"STAGE": "dev", "DB_SECRET_ARN": "arn:aws:secretsmanager:eu-central-1:111111111111:secret:db"}, []),
    ({"DB_PASSWORD": "hunter2"}, ["Environment::DB_PASSWORD"]),
    ({"LOGIN": "{{resolve:secretsmanager:db:SecretString:login}}"}, ["Environment::LOGIN"]),
    ({"DATABASE": "postgres://app:" + "hunter2@db/app"}, ["Environment::DATABASE"]),
    ({"AWS_ACCESS_KEY_ID": "x"}, ["Environment::AWS_ACCESS_KEY_ID"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::Lambda::Function", "Properties": {"Environment": {"Variables": given}}})
    assert details(check, assembly) == found
