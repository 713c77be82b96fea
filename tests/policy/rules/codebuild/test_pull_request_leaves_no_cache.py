from typing import Any

import pytest

from policy.rules.codebuild.pull_request_leaves_no_cache import check
from tests.policy.rules.codebuild.projects import definition
from tests.policy.rules.codepipeline.pipelines import found, stages

PULL_REQUEST = {"SourceActionName": "Source", "PullRequest": [{"Branches": {"Includes": ["main"]}}]}


def found_with(cache: Any, *changes: Any) -> list[str]:
    runs = ("Build/Synth", "Configuration", {"ProjectName": {"Ref": "Project"}})
    return found(check, stages("Source", "Build"), runs, *changes, Project=definition(Cache=cache))


@pytest.mark.parametrize("cache", [None, {"Type": "NO_CACHE"}])
def test_none(cache: Any) -> None:
    assert found_with(cache, ("", "Triggers", [{"GitConfiguration": PULL_REQUEST}])) == []


@pytest.mark.parametrize("cache", [{"Type": "LOCAL", "Modes": ["LOCAL_CUSTOM_CACHE"]}, {"Type": "S3"}])
def test_one(cache: Any) -> None:
    assert found_with(cache, ("", "Triggers", [{"GitConfiguration": PULL_REQUEST}])) == [f"Cache {cache['Type']}"]


def test_what_is_pushed_may_have_one() -> None:
    assert found_with({"Type": "S3"}) == []
