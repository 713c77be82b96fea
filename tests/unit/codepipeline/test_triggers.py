"""Which push or pull request starts a pipeline: branches, tags, events, file paths, globs."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.codepipeline.glob import matches
from rehearsal.codepipeline.triggers import PullRequest, Push, started_by
from tests.unit.codepipeline.declarations import action, pipeline


def starts(
    filters: list[dict[str, Any]] | None, change: Push | PullRequest, event: str = "push", **configuration: str
) -> bool:
    source = action(
        "Source",
        "Source",
        "CodeStarSourceConnection",
        outputArtifacts=[{"name": "Source"}],
        configuration={"FullRepositoryId": "o/n", "BranchName": "main", **configuration},
    )
    trigger = {
        "providerType": "CodeStarSourceConnection",
        "gitConfiguration": {"sourceActionName": "Source", event: filters},
    }
    extra = {"triggers": [trigger]} if filters is not None else {}
    return started_by(pipeline([source], [action("Build")], **extra), change) is not None


def to_main(*files: str) -> Push:
    return Push("o/n", "c" * 40, branch="main", changed_files=files)


MAIN = {"branches": {"includes": ["main"]}}
CASES: list[tuple[str, list[dict[str, Any]] | None, Push, bool]] = [
    ("a push to the branch", [MAIN], to_main("a"), True),
    ("a push to another branch", [MAIN], Push("o/n", "c", branch="dev", changed_files=("a",)), False),
    ("a push to another repository", [MAIN], Push("o/other", "c", branch="main"), False),
    (
        "an excluded branch, though included",
        [{"branches": {"includes": ["**"], "excludes": ["main"]}}],
        to_main("a"),
        False,
    ),
    ("a tag, when branches are asked for", [MAIN], Push("o/n", "c", tag="v1"), False),
    ("a tag that is asked for", [{"tags": {"includes": ["v*"]}}], Push("o/n", "c", tag="v1"), True),
    ("a branch, when tags are asked for", [{"tags": {"includes": ["v*"]}}], to_main("a"), False),
    (
        "documentation at the root, excluded",
        [{**MAIN, "filePaths": {"excludes": ["**.md"]}}],
        to_main("README.md"),
        False,
    ),
    ("in folders alone", [{**MAIN, "filePaths": {"excludes": ["**/*.md"]}}], to_main("README.md"), True),
    ("documentation only, excluded", [{**MAIN, "filePaths": {"excludes": ["docs/**"]}}], to_main("docs/a/b.md"), False),
    ("documentation and code", [{**MAIN, "filePaths": {"excludes": ["docs/**"]}}], to_main("docs/a", "src/b"), True),
    (
        "a new branch with a filter on paths",
        [{**MAIN, "filePaths": {"includes": ["**"]}}],
        Push("o/n", "c", branch="main", changed_files=None),
        False,
    ),
    ("one of two alternatives", [{"branches": {"includes": ["dev"]}}, MAIN], to_main("a"), True),
    ("no trigger: the action's own branch", None, to_main("a"), True),
    ("no trigger, another branch", None, Push("o/n", "c", branch="dev"), False),
]


@pytest.mark.parametrize(("filters", "push", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_push(filters: list[dict[str, Any]] | None, push: Push, expected: bool) -> None:
    assert starts(filters, push) is expected


TO_MAIN = PullRequest("o/n", "c" * 40, "main", "OPEN", ("docs/a.md", "src/b"))
PROPOSALS: list[tuple[str, dict[str, Any], PullRequest, bool]] = [
    ("a pull request to the branch", MAIN, TO_MAIN, True),
    ("to another branch", MAIN, replace(TO_MAIN, target="dev"), False),
    ("to another repository", MAIN, replace(TO_MAIN, repository="o/other"), False),
    ("to an excluded branch", {"branches": {"excludes": ["main"]}}, TO_MAIN, False),
    ("to any branch", {}, TO_MAIN, True),
    ("an event that is asked for", {**MAIN, "events": ["OPEN", "UPDATED"]}, TO_MAIN, True),
    ("an event that is not", {**MAIN, "events": ["OPEN"]}, replace(TO_MAIN, event="UPDATED"), False),
    ("a file that is asked for", {**MAIN, "filePaths": {"includes": ["src/**"]}}, TO_MAIN, True),
    ("no such file", {**MAIN, "filePaths": {"includes": ["infra/**"]}}, TO_MAIN, False),
]


@pytest.mark.parametrize(("chosen", "proposed", "expected"), [p[1:] for p in PROPOSALS], ids=[p[0] for p in PROPOSALS])
def test_pull_request(chosen: dict[str, Any], proposed: PullRequest, expected: bool) -> None:
    assert starts([chosen], proposed, event="pullRequest") is expected


def test_a_filter_of_pushes_is_none_of_pull_requests_and_the_other_way_round() -> None:
    assert not starts([MAIN], TO_MAIN)
    assert not starts([MAIN], to_main("a"), event="pullRequest")
    assert not starts(None, TO_MAIN)


def test_detect_changes_false_without_a_trigger_starts_nothing() -> None:
    assert not starts(None, to_main("a"), DetectChanges="false")


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("*.java", "A.java", True),
        ("*.java", "x/A.java", False),
        ("**.java", "x/A.java", True),
        ("*.*", "a.b", True),
        ("*.*", "ab", False),
        ("*.{java,class}", "A.class", True),
        ("foo.?", "foo.x", True),
        ("foo.?", "foo.xy", False),
        ("directory/**", "directory/a/b", True),
        ("directory/*", "directory/a/b", False),
        ("[ab]c", "bc", True),
        ("[!ab]c", "bc", False),
        ("[!ab]c", "cc", True),
        ("[*]", "*", True),
        ("[*]", "x", False),
        ("a\\*b", "a*b", True),
        ("a\\*b", "axb", False),
        ("?", "/", False),
        ("[!a]", "/", False),
        ("a,b", "a,b", True),
        ("a.c", "abc", False),
        ("release/*", "release/1", True),
        ("}", "}", True),
        ("[b-a]", "a", False),
    ],
)
def test_glob(pattern: str, text: str, expected: bool) -> None:
    assert matches(pattern, text) is expected


@given(st.text(st.sampled_from("ab/*?[]!{},\\-^.()"), max_size=12), st.text(st.sampled_from("ab/*"), max_size=6))
def test_any_pattern_is_understood_or_matches_nothing(pattern: str, text: str) -> None:
    assert matches(pattern, text) in (True, False)


@given(st.text(st.characters(exclude_characters="*?[]{}\\"), min_size=1))
def test_a_pattern_without_special_characters_matches_itself(text: str) -> None:
    assert matches(text, text)
