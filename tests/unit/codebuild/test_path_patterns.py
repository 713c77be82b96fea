"""Globs select what CodeBuild's documentation says they select."""

import pytest

from rehearsal.codebuild.globs import excludes, matches


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("**/*", "a"),
        ("**/*", "a/b/c"),
        ("**/*", ".hidden"),
        ("**/*", ".git/config"),
        ("*", "a"),
        ("dist/*", "dist/a.js"),
        ("dist/**/*", "dist/a/b.js"),
        ("dist/**/*", "dist/a.js"),
        ("./dist/a", "dist/a"),
        ("*.jar", "app.jar"),
        ("a?c", "abc"),
        ("[ab].txt", "a.txt"),
        ("[!a].txt", "b.txt"),
        ("**/*.xml", "deep/er/x.xml"),
        ("**/*.xml", "x.xml"),
        ("a+b(1).txt", "a+b(1).txt"),
    ],
)
def test_a_pattern_selects(pattern: str, path: str) -> None:
    assert matches(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*", "a/b"),
        ("dist/*", "dist/a/b.js"),
        ("*.jar", "lib/app.jar"),
        ("dist", "dist/a"),
        ("a?c", "a/c"),
        ("[!a].txt", "a.txt"),
        ("[!a]", "/"),
        ("a.c", "abc"),
        ("dist/**/*", "district/a"),
    ],
)
def test_a_pattern_leaves_out(pattern: str, path: str) -> None:
    assert not matches(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("**/notes.md/**/*", "notes.md"),
        ("**/notes.md/**/*", "a/notes.md"),
        ("**/.git/**/*", ".git/config"),
        ("**/.*", "a/.env"),
        ("**/.*/**/*", ".cache/x/y"),
    ],
)
def test_the_documented_exclusions_exclude(pattern: str, path: str) -> None:
    assert excludes(pattern, path)


def test_an_exclusion_leaves_the_neighbours_alone() -> None:
    assert not excludes("**/.git/**/*", ".gitignore")
    assert not excludes("**/.*", "a.b")
