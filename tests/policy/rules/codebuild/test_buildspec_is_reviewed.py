from typing import Any

import pytest

from policy.rules.codebuild.buildspec_is_reviewed import check
from tests.policy.rules.builder import details
from tests.policy.rules.codebuild.projects import project


@pytest.mark.parametrize("buildspec", [None, "buildspec.yml", "ci/build.yaml"])
def test_a_file_of_the_source(buildspec: str | None) -> None:
    assert details(check, project(Source={"BuildSpec": buildspec})) == []


@pytest.mark.parametrize(
    "buildspec",
    ['{"version": "0.2"}', "version: 0.2\nphases: {}", "arn:aws:s3:::bucket/buildspec.yml", {"Ref": "BuildSpec"}],
)
def test_commands_that_no_commit_has(buildspec: Any) -> None:
    assert details(check, project(Source={"BuildSpec": buildspec})) == ["BuildSpec"]
