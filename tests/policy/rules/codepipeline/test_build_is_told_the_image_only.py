import json

import pytest

from policy.rules.codepipeline.build_is_told_the_image_only import check
from tests.policy.rules.codepipeline.pipelines import found

IMAGE = {"name": "IMAGE_URI", "type": "PLAINTEXT", "value": "111111111111.dkr.ecr.eu-central-1.amazonaws.com/webapp:1"}
INDEX = {"name": "PIP_INDEX_URL", "type": "PLAINTEXT", "value": "https://packages.example.com"}


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (json.dumps([IMAGE]), []),
        (json.dumps([IMAGE, INDEX]), ["PIP_INDEX_URL"]),
        (json.dumps({}), ["null"]),
        ("no list", ["no list"]),
    ],
)
def test_finds(given: str, wrong: list[str]) -> None:
    expected = [f"Build/Synth EnvironmentVariables {name}" for name in wrong]
    assert found(check, ("Build/Synth", "Configuration.EnvironmentVariables", given)) == expected


def test_a_build_that_is_told_nothing() -> None:
    assert found(check) == []
