import pytest

from policy.rules.codebuild.build_has_no_plaintext_secret import check
from tests.policy.rules.builder import details
from tests.policy.rules.codebuild.projects import project


def found(name: str, value: object, kind: str | None = None) -> list[str]:
    variable = {"Name": name, "Value": value, **({"Type": kind} if kind else {})}
    return details(check, project(Environment={"EnvironmentVariables": [variable]}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STAGE", "production"),
        ("CACHE_KEY", "v1"),
        ("SECRET_ARN", "arn:aws:secretsmanager:eu-central-1:111111111111:secret:x"),
        ("TOKEN_URL", "https://example.com/oauth"),
        ("REPOSITORY", {"Ref": "Repository"}),
    ],
)
def test_what_is_no_secret(name: str, value: object) -> None:
    assert found(name, value) == []


@pytest.mark.parametrize("kind", ["PARAMETER_STORE", "SECRETS_MANAGER"])
def test_a_secret_that_is_fetched(kind: str) -> None:
    assert found("NPM_TOKEN", "/webapp/npm-token", kind) == []


@pytest.mark.parametrize("kind", [None, "PLAINTEXT"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NPM_TOKEN", "x"),
        ("db_password", {"Ref": "Password"}),
        ("AWS_ACCESS_KEY_ID", "x"),
        ("ApiKey", "x"),
        ("HARMLESS", "AKIA" + "IOSFODNN7EXAMPLE"),
        ("HARMLESS", "-----BEGIN " + "RSA PRIVATE KEY-----"),
        ("HARMLESS", "https://me:" + "pass@example.com/repository"),
        ("HARMLESS", "{{resolve:secretsmanager:npm:SecretString:token}}"),
    ],
)
def test_a_secret_in_plain_text(name: str, value: object, kind: str | None) -> None:
    assert found(name, value, kind) == [f"EnvironmentVariable {name}"]
