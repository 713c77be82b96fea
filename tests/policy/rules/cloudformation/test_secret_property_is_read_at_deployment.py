from typing import Any

import pytest

from policy.rules.cloudformation.secret_property_is_read_at_deployment import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"MasterUserPassword": "{{resolve:secretsmanager:db:SecretString:password}}"}, []),
    ({"MasterUserPassword": {"Ref": "Password"}, "HttpTokens": "required", "SecretArn": "a"}, []),
    ({"ServiceToken": "arn:aws:sns:1"}, []),
    ({"Variables": [{"Name": "NPM_TOKEN", "Type": "SECRETS_MANAGER", "Value": "npm"}]}, []),
    ({"MasterUserPassword": "hunter2"}, ["MasterUserPassword"]),
    ({"MasterUserPassword": "{{resolve:ssm:/db/password}}"}, ["MasterUserPassword"]),
    ({"Configuration": {"OAuthToken": "abc"}}, ["Configuration.OAuthToken"]),
    ({"Tags": [{"Key": "ApiKey", "Value": "abc"}]}, ["Tags.0.ApiKey"]),
    ({"Variables": [{"Name": "NPM_TOKEN", "Type": "PLAINTEXT", "Value": "abc"}]}, ["Variables.0.NPM_TOKEN"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "A", "Properties": given})
    assert details(check, assembly) == found
