from typing import Any

import pytest

from policy.rules.codepipeline.trigger_can_fire import check
from tests.policy.rules.codepipeline.pipelines import found


@pytest.mark.parametrize(
    ("push", "expected"),
    [
        ({"FilePaths": {"Includes": ["src/**"], "Excludes": ["**/*.md"]}}, []),
        ({"FilePaths": {"Excludes": ["**"]}}, ["FilePaths.Excludes"]),
        ({"Branches": {"Includes": ["main"], "Excludes": ["main", "next"]}}, ["Branches.Excludes"]),
        ({"Tags": {"Includes": ["v*"], "Excludes": ["*"]}}, ["Tags.Excludes"]),
    ],
)
@pytest.mark.parametrize("event", ["Push", "PullRequest"])
def test_finds(event: str, push: Any, expected: list[str]) -> None:
    trigger = {"GitConfiguration": {"SourceActionName": "Source", event: [push]}}
    assert found(check, ("", "Triggers", [trigger])) == expected
