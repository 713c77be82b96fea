import pytest

from policy.rules.codepipeline.environment_gets_the_artifact_key import check
from tests.policy.rules.codepipeline.pipelines import found


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('{"KeyArn": "${Key}", "Hosts": "2"}', []),
        ('{"KeyArn": "arn:aws:kms:eu-central-1:111111111111:key/1"}', ["prod/Prepare ParameterOverrides KeyArn"]),
    ],
)
def test_finds(given: str, expected: list[str]) -> None:
    assert found(check, ("prod/Prepare", "Configuration.ParameterOverrides", given)) == expected
