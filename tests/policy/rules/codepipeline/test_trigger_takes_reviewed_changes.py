from typing import Any

import pytest

from policy.rules.codepipeline.trigger_takes_reviewed_changes import check
from tests.policy.rules.codepipeline.pipelines import found, stages


def on(**events: Any) -> Any:
    return ("", "Triggers", [{"GitConfiguration": {"SourceActionName": "Source", **events}}])


@pytest.mark.parametrize("push", [{"Branches": {"Includes": ["main", "release/1"]}}, {"Tags": {"Includes": ["v*"]}}])
def test_branches_and_tags(push: Any) -> None:
    assert found(check, on(Push=[push])) == []


@pytest.mark.parametrize(
    "push", [{"Branches": {"Includes": ["**"]}}, {"FilePaths": {"Includes": ["a/*"]}}, {"Tags": {"Excludes": ["x"]}}]
)
def test_a_push_to_any_branch(push: Any) -> None:
    assert found(check, on(Push=[push])) == ["Source Push"]


@pytest.mark.parametrize("folder", ["release/*", "release/**", "team/a/*"])
def test_all_branches_of_a_folder(folder: str) -> None:
    assert found(check, on(Push=[{"Branches": {"Includes": ["main", folder]}}])) == []


def test_a_pull_request() -> None:
    pull_request = {"Branches": {"Includes": ["main"]}, "Events": ["OPEN"]}
    assert found(check, on(PullRequest=[pull_request])) == ["Source PullRequest"]
    assert found(check, stages("Source", "Build"), on(PullRequest=[pull_request])) == []


@pytest.mark.parametrize("glob", ["**/*", "m*", "?*", "*", "*/*", "r*/*", "release/v*", "/*", "[a-z]", "{main,dev}"])
def test_a_glob_of_branches(glob: str) -> None:
    assert found(check, on(Push=[{"Branches": {"Includes": ["main", glob]}}])) == ["Source Push"]


@pytest.mark.parametrize("glob", ["*", "**/*", "?*"])
def test_a_glob_of_any_tag(glob: str) -> None:
    assert found(check, on(Push=[{"Tags": {"Includes": ["v*", glob]}}])) == ["Source Push"]
