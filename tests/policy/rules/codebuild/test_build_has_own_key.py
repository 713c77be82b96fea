from typing import Any

import pytest

from policy.rules.codebuild.build_has_own_key import check
from tests.policy.rules.builder import details
from tests.policy.rules.codebuild.projects import project


@pytest.mark.parametrize("changes", [{}, {"Artifacts": {"EncryptionDisabled": False}}])
def test_everything_is_encrypted(changes: dict[str, Any]) -> None:
    assert details(check, project(**changes)) == []


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"EncryptionKey": None}, "EncryptionKey"),
        ({"Artifacts": {"EncryptionDisabled": True}}, "Artifacts.EncryptionDisabled"),
        ({"LogsConfig": {"S3Logs": {"EncryptionDisabled": "true"}}}, "LogsConfig.S3Logs.EncryptionDisabled"),
        (
            {"SecondaryArtifacts": [{"ArtifactIdentifier": "Docs", "EncryptionDisabled": True}]},
            "SecondaryArtifacts Docs.EncryptionDisabled",
        ),
    ],
)
def test_something_is_not(changes: dict[str, Any], detail: str) -> None:
    assert details(check, project(**changes)) == [detail]
