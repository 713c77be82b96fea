from typing import Any

import pytest

from policy.rules.codebuild.build_is_of_pipeline import check
from tests.policy.rules.builder import details
from tests.policy.rules.codebuild.projects import project


def test_a_build_of_a_pipeline() -> None:
    assert details(check, project()) == []
    assert details(check, project(SecondaryArtifacts=[{"Type": "CODEPIPELINE"}])) == []


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"Source": {"Type": "GITHUB"}}, "Source.Type GITHUB"),
        ({"Artifacts": {"Type": "S3"}}, "Artifacts.Type S3"),
        ({"SecondarySources": [{"Type": "GITHUB"}]}, "SecondarySources.Type GITHUB"),
        ({"SecondaryArtifacts": [{"Type": "CODEPIPELINE"}, {"Type": "S3"}]}, "SecondaryArtifacts.Type S3"),
        ({"Triggers": {"Webhook": True}}, "Triggers"),
    ],
)
def test_a_build_of_its_own(changes: dict[str, Any], detail: str) -> None:
    assert details(check, project(**changes)) == [detail]
