"""The local cache: what one build leaves in a cached folder, the next one finds."""

from dataclasses import replace
from pathlib import Path

import pytest

from rehearsal.codebuild.cache import CacheError, cached_folder
from tests.unit.codebuild.a_build import ORDER, build

SPEC = """\
version: 0.2
phases:
  build:
    commands:
      - 'cat deps/x $HOME/.store/y || echo cold'
      - 'echo kept > deps/x; echo also > $HOME/.store/y'
artifacts: {files: ['deps/**/*']}
cache:
  paths: ['deps/**/*', '/root/.store/*']
"""


def test_the_second_build_finds_what_the_first_one_left(folder: Path) -> None:
    order = replace(ORDER, cache=folder / "cache")
    first, second = build(folder, SPEC, order=order), build(folder, SPEC, order=order)
    assert first.output[-1] == "cold"
    assert second.output == ["kept", "also"]
    assert second.artifact() == {"deps/x": "kept\n"}


def test_without_a_cache_of_the_project_every_build_is_cold(folder: Path) -> None:
    without_folders = SPEC.replace("'cat", "'mkdir -p deps $HOME/.store; cat")
    assert build(folder, without_folders).output[-1] == "cold"
    assert build(folder, without_folders).output[-1] == "cold"


def test_the_cached_folder_goes_before_that_of_the_source(folder: Path) -> None:
    built = build(folder, SPEC, {"deps/x": "of the source\n"}, order=replace(ORDER, cache=folder / "cache"))
    assert "of the source" not in built.output
    assert "gives way to the cached folder" in built.log


@pytest.mark.parametrize(
    ("pattern", "named"),
    [
        ("node_modules/**/*", "node_modules"),
        ("node_modules", "node_modules"),
        ("a/b/*", "a/b"),
        ("/root/.npm/", "/root/.npm"),
    ],
)
def test_a_cache_path_names_a_folder(pattern: str, named: str) -> None:
    assert cached_folder(pattern) == named


@pytest.mark.parametrize("pattern", ["*.jar", "**/*", "a*/b"])
def test_a_cache_path_that_names_no_folder_is_refused(pattern: str) -> None:
    with pytest.raises(CacheError, match="takes whole folders"):
        cached_folder(pattern)


@pytest.mark.parametrize("path", ["/etc/ssl", "../outside", "/root", "/codebuild/output/tmp"])
def test_a_cache_path_outside_source_and_home_fails_the_build(folder: Path, path: str) -> None:
    spec = SPEC.replace("['deps/**/*', '/root/.store/*']", f"['{path}/**/*']")
    built = build(folder, spec, order=replace(ORDER, cache=folder / "cache"))
    assert built.failure() == (
        f"DOWNLOAD_SOURCE CLIENT_ERROR: cache path {path}/**/*: the rehearsal caches folders of the source and of /root"
    )
