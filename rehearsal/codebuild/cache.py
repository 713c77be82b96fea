"""The LOCAL cache, custom mode: folders that outlive the build, linked into it.

https://docs.aws.amazon.com/codebuild/latest/userguide/caching-local.html
"""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from rehearsal.codebuild.buildspec import Cache
from rehearsal.codebuild.folders import EscapeError
from rehearsal.codebuild.globs import has_wildcard
from rehearsal.codebuild.workspace import CACHE, HOME, Workspace

EVERYTHING_BELOW = re.compile(r"(/\*\*)?(/\*)?/*$")


class CacheError(Exception):
    """A cache path that CodeBuild's local cache does not take, or the rehearsal cannot provide."""


def link_cached(
    cache: Cache, workspace: Workspace, log: Callable[[str], None], warm: Mapping[str, Path] | None = None
) -> None:
    """Replace each cached folder by a link to what earlier builds left there. Raises CacheError.

    `warm` names folders of this machine whose copy the first build finds, by the path that it caches:
    a build never writes into the machine's own.
    """
    if cache.key or cache.fallback_keys or not (cache.restore and cache.save):
        log("cache: key, fallback-keys and action are for S3 caches; the local cache has no use for them")
    for pattern in cache.paths:
        folder = _folder(pattern, workspace)
        name = hashlib.sha256(pattern.encode()).hexdigest()[:16]
        store = PurePosixPath(workspace.path(CACHE)) / "custom" / name
        source, kept = (warm or {}).get(cached_folder(pattern)), workspace.folders.host(store)
        if source is not None and source.is_dir() and not kept.exists():
            _copy(source, kept)
        _link(folder, store, workspace, log)


def _copy(source: Path, target: Path) -> None:
    """With cp, which takes a quarter of the time of shutil.copytree for thousands of files."""
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "--archive", "--reflink=auto", f"{source}/", str(target)], check=True)


def cached_folder(pattern: str) -> str:
    """The folder that a cache path names: `x/**/*`, `x/*` and `x` are x. Raises CacheError."""
    folder = EVERYTHING_BELOW.sub("", pattern)
    if not folder or has_wildcard(folder):
        raise CacheError(f"cache path {pattern}: a local cache takes whole folders, written folder/**/*")
    return folder


def _folder(pattern: str, workspace: Workspace) -> PurePosixPath:
    folder = cached_folder(pattern)
    source, home = PurePosixPath(workspace.source()), PurePosixPath(workspace.path(HOME))
    guest = PurePosixPath(workspace.path(folder)) if folder.startswith("/") else source / folder
    inside = any(guest != place and guest.is_relative_to(place) for place in (source, home))
    if not inside or ".." in guest.parts:
        raise CacheError(f"cache path {pattern}: the rehearsal caches folders of the source and of {HOME}")
    return guest


def _link(folder: PurePosixPath, store: PurePosixPath, workspace: Workspace, log: Callable[[str], None]) -> None:
    try:
        parent = workspace.folders.host(workspace.folders.resolve(folder.parent))
    except EscapeError as error:
        raise CacheError(f"cache path {folder}: {error}") from error
    target, kept = parent / folder.name, workspace.folders.host(store)
    if target.is_symlink() or target.is_file():
        raise CacheError(f"cache path {folder}: the source has a file of that name")
    if target.is_dir():
        log(f"cache: {folder} of the source gives way to the cached folder")
        shutil.rmtree(target)
    log(f"Symlinking: {folder} => {store}{'' if kept.is_dir() else ' (new)'}")
    kept.mkdir(parents=True, exist_ok=True)
    parent.mkdir(parents=True, exist_ok=True)
    target.symlink_to(store)
