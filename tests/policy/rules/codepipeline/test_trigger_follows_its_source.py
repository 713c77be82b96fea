from typing import Any

import pytest

from policy.rules.codepipeline.trigger_follows_its_source import check
from tests.policy.rules.codepipeline.pipelines import found

MAIN: dict[str, Any] = {"Branches": {"Includes": ["main"]}}
TAGS: dict[str, Any] = {"Tags": {"Includes": ["v*"]}}
FETCHED = ("Source/Source", "Configuration.BranchName", "main")


def triggers(*pushes: dict[str, Any], source: str = "Source") -> Any:
    """Each with one filter."""
    return [{"GitConfiguration": {"SourceActionName": source, "Push": [push]}} for push in pushes]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (triggers(MAIN), []),
        (triggers({**MAIN, "FilePaths": {"Includes": ["src/**"]}}), []),
        (triggers(TAGS), []),
        (triggers(TAGS, source="Other"), []),
        (triggers(MAIN, TAGS), ["Source/Source 2 filters"]),
        (triggers({**MAIN, **TAGS}), ["Source/Source Push"]),
        (triggers({"Branches": {"Includes": ["main", "next"]}}), ["Source/Source Push"]),
        (triggers({"Branches": {"Includes": ["next"]}}), ["Source/Source Push"]),
        (triggers({"Branches": {"Includes": ["main"], "Excludes": ["main"]}}), ["Source/Source Push"]),
        (triggers({"FilePaths": {"Includes": ["src/**"]}}), ["Source/Source Push"]),
    ],
)
def test_finds(given: Any, expected: list[str]) -> None:
    assert found(check, FETCHED, ("", "Triggers", given)) == expected
