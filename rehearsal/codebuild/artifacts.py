"""The files that a buildspec's `artifacts` or `reports` name, and the zip that CodeBuild makes of them."""

import stat
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from rehearsal.codebuild.buildspec import Artifact, Files
from rehearsal.codebuild.folders import EscapeError, Folders
from rehearsal.codebuild.globs import excludes, has_wildcard, matches

Log = Callable[[str], None]


class UploadError(Exception):
    """The UPLOAD_ARTIFACTS phase fails with status code CLIENT_ERROR and this message."""


@dataclass(frozen=True)
class Found:
    name: str  # in the artifact
    guest: PurePosixPath  # the file, links followed


def select(selection: Files, source: PurePosixPath, folders: Folders, log: Log) -> list[Found]:
    """The files, sorted by name; empty if there are none.

    As CodeBuild does, a location without a match is skipped with a log line. Raises UploadError when no
    base directory matches, or when a link leads out of the build's folders.
    """
    try:
        bases = _base_directories(selection.base_directory, source, folders)
        if not bases:
            raise UploadError(f"no matching base directory path found for {selection.base_directory}")
        chosen = _chosen(selection, [list(folders.files(base)) for base in bases], log)
    except EscapeError as error:
        raise UploadError(f"{error}: CodeBuild would copy it from its image, which the rehearsal refuses") from error
    return [Found(name, chosen[name]) for name in sorted(chosen)]


def make_zip(artifact: Artifact, source: PurePosixPath, folders: Folders, log: Log) -> bytes:
    """Raises UploadError, with CodeBuild's message if nothing matches."""
    found = select(artifact.selection, source, folders, log)
    if not found:
        raise UploadError("no matching artifact paths found")
    log(f"Found {len(found)} file(s)")
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for file in found:
            _add(archive, file, folders)
    return packed.getvalue()


def _base_directories(pattern: str, source: PurePosixPath, folders: Folders) -> list[PurePosixPath]:
    if not has_wildcard(pattern):
        base = source / pattern
        return [base] if folders.host(folders.resolve(base)).is_dir() else []
    top = sorted(path.name for path in folders.host(source).iterdir() if matches(pattern, path.name))
    return [source / name for name in top if folders.host(folders.resolve(source / name)).is_dir()]


def _chosen(selection: Files, bases: list[list[tuple[str, PurePosixPath]]], log: Log) -> dict[str, PurePosixPath]:
    chosen: dict[str, PurePosixPath] = {}
    for pattern in selection.files:
        hits = [(path, guest) for files in bases for path, guest in files if matches(pattern, path)]
        if not hits:
            log(f"Skipping invalid file path {pattern}")
        for path, guest in hits:
            if not any(excludes(excluded, path) for excluded in selection.exclude_paths):
                name = PurePosixPath(path).name if selection.discard_paths else path
                if chosen.setdefault(name, guest) != guest:
                    raise UploadError(f"two files would become {name} in the output: {chosen[name]}, {guest}")
    return chosen


def _add(archive: zipfile.ZipFile, file: Found, folders: Folders) -> None:
    host = folders.host(file.guest)
    status = host.stat()
    entry = zipfile.ZipInfo(file.name, max((1980, 1, 1, 0, 0, 0), time.localtime(status.st_mtime)[:6]))
    entry.create_system = 3  # Unix: the mode, with its executable bit, is in the upper half
    entry.external_attr = (stat.S_IFREG | stat.S_IMODE(status.st_mode)) << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, host.read_bytes())
