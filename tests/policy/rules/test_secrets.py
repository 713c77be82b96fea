from typing import Any

import pytest

from policy.rules._secrets import assigned_in, is_secret_name, is_secret_variable, shows_secret

SECRETS = ["DbPassword", "API_KEY", "OAuthToken", "aws_secret_access_key", "AWS_ACCESS_KEY_ID", "SshKey", "SIGNING_KEY"]
SECRETS_OF_PEOPLE = ["DB_PASSWORD_PROD", "TOKENS", "secretValue", "NPM_TOKEN_2", "CREDENTIALS_FILE"]
ABBREVIATED = ["DB_PWD", "DB_PASS", "PASS_2", "NPM_AUTH", "SENTRY_DSN", "JWT", "SALT", "ENCRYPTION_KEY", "mysqlpwd"]
NO_VARIABLES = ["PGPASSFILE", "OLDPWD", "PWD", "BYPASS", "COMPASS_URL", "AUTHOR", "USE_AUTHORITY", "BASALT"]
NO_SECRETS = ["CACHE_KEY", "STAGE", "ServiceToken", "ClientRequestToken"]
POINTERS = ["SecretArn", "DB_SECRET_ARN", "TOKEN_URL", "TokenName", "secret_id"]


@pytest.mark.parametrize("name", SECRETS)
def test_names_that_end_in_the_word(name: str) -> None:
    assert is_secret_name(name)
    assert is_secret_variable(name)


@pytest.mark.parametrize("name", SECRETS_OF_PEOPLE)
def test_people_put_the_word_anywhere(name: str) -> None:
    assert not is_secret_name(name)
    assert is_secret_variable(name)


@pytest.mark.parametrize("name", ABBREVIATED)
def test_people_abbreviate_in_variables(name: str) -> None:
    assert is_secret_variable(name)
    assert assigned_in(f"export {name}=hunter2") == [name]


@pytest.mark.parametrize("name", NO_VARIABLES)
def test_what_only_looks_like_an_abbreviation(name: str) -> None:
    assert not is_secret_variable(name)


@pytest.mark.parametrize("name", [*NO_SECRETS, *POINTERS])
def test_names_of_no_secret(name: str) -> None:
    assert not is_secret_name(name)
    assert not is_secret_variable(name)


def test_a_property_of_aws_that_only_speaks_of_tokens() -> None:
    assert not is_secret_name("HttpTokens")


@pytest.mark.parametrize(
    "value",
    [
        "ATBB" + 28 * "a",
        "glpat-" + 20 * "a",
        "eyJ" + 20 * "a" + ".eyJ" + 20 * "b" + ".c",
        "-----BEGIN RSA " + "PRIVATE KEY-----",
        "{{resolve:ssm-secure:/db:1}}",
        {"Fn::Sub": "postgres://${User}:${Password}@db/app"},
    ],
)
def test_values_that_show_a_secret(value: Any) -> None:
    assert shows_secret(value)


@pytest.mark.parametrize("value", ["https://example.com:8080/a@b", {"Ref": "Password"}, 5, None])
def test_values_that_show_none(value: Any) -> None:
    assert not shows_secret(value)
