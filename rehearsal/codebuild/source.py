"""The source zip, unpacked so that nothing of it lands outside its folder."""

import os
import stat
import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath

MAXIMUM_BYTES = 2 * 1024**3  # unpacked
MAXIMUM_ENTRIES = 200_000
CHUNK = 1024 * 1024


class SourceError(Exception):
    """The source is not a zip that can be unpacked safely."""


def unpack(data: bytes, folder: Path, maximum_bytes: int = MAXIMUM_BYTES) -> None:
    """Unpack into the empty `folder`, with file modes and inner links. Raises SourceError."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _unpack(archive, folder, maximum_bytes)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise SourceError(f"the source is not a readable zip: {error}") from error


def _unpack(archive: zipfile.ZipFile, folder: Path, maximum_bytes: int) -> None:
    entries = archive.infolist()
    if len(entries) > MAXIMUM_ENTRIES:
        raise SourceError(f"the source has {len(entries)} entries, more than {MAXIMUM_ENTRIES}")
    links = [entry for entry in entries if stat.S_ISLNK(entry.external_attr >> 16)]
    left = maximum_bytes
    # Files first, links last: while files are written there is no link that could lead elsewhere.
    for entry in entries:
        if entry not in links:
            left -= _write(archive, entry, _inside(folder, entry.filename), left)
    for entry in links:
        _link(archive, entry, folder)


def _inside(folder: Path, name: str) -> Path:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or not path.parts:
        raise SourceError(f"the source has an entry outside its folder: {name!r}")
    return folder / path


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, limit: int) -> int:
    if entry.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return 0
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with archive.open(entry) as packed, target.open("xb") as file:
        while chunk := packed.read(CHUNK):
            written += len(chunk)
            if written > limit:
                raise SourceError("the source is too large when unpacked")
            file.write(chunk)
    mode = (entry.external_attr >> 16) & 0o777
    target.chmod((mode or 0o644) | stat.S_IRUSR | stat.S_IWUSR)
    return written


def _link(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> None:
    path = _inside(folder, entry.filename)
    path.parent.mkdir(parents=True, exist_ok=True)
    target = os.fsdecode(archive.read(entry))
    path.symlink_to(target)
    root = folder.resolve()
    if not path.parent.resolve().is_relative_to(root) or not path.resolve().is_relative_to(root):
        raise SourceError(f"the source has a link out of its folder: {entry.filename!r} -> {target!r}")
