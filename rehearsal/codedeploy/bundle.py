"""Unpacks a revision's zip file as the agent's `unzip -o` does, and nothing outside its folder."""

import io
import shutil
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

MAXIMUM_BYTES = 2 * 1024**3
MAXIMUM_ENTRIES = 100_000


class BundleError(Exception):
    """The bundle is not a zip file, too large, or names a path outside itself."""


def unpack(data: bytes, archive: Path) -> None:
    """Unpack into `archive` (made anew); a single top-level folder that holds an AppSpec is stripped."""
    shutil.rmtree(archive, ignore_errors=True)
    archive.mkdir(parents=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as bundle:
            _check_size(bundle.infolist())
            for entry in bundle.infolist():
                _extract(bundle, entry, archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise BundleError(f"the bundle cannot be unpacked: {error}") from None
    _strip(archive)


def _check_size(entries: list[zipfile.ZipInfo]) -> None:
    size = sum(entry.file_size for entry in entries)
    if size > MAXIMUM_BYTES or len(entries) > MAXIMUM_ENTRIES:
        limit = f"{MAXIMUM_BYTES} bytes in {MAXIMUM_ENTRIES} files"
        raise BundleError(f"the bundle unpacks to {size} bytes in {len(entries)} files; the limit is {limit}")


def _extract(bundle: zipfile.ZipFile, entry: zipfile.ZipInfo, archive: Path) -> None:
    target = _inside(archive, entry.filename)
    mode = entry.external_attr >> 16
    if entry.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    if stat.S_ISLNK(mode):
        link = bundle.read(entry).decode()
        _inside(archive, str(PurePosixPath(entry.filename).parent / link), absolute=link.startswith("/"))
        target.symlink_to(link)
        return
    with bundle.open(entry) as source, target.open("wb") as file:
        shutil.copyfileobj(source, file)
    target.chmod(mode & 0o777 if mode else 0o644)


def _inside(archive: Path, name: str, absolute: bool = False) -> Path:
    """The path, if neither its name nor a link that lies on its way leads out of the archive."""
    target = archive / name
    parent = target.parent.resolve()
    resolved = parent / target.name if target.name not in ("", "..") else target.resolve()
    if absolute or name.startswith("/") or not resolved.is_relative_to(archive.resolve()):
        raise BundleError(f"the bundle's entry {name!r} leads out of it")
    return target


def _strip(archive: Path) -> None:
    entries = list(archive.iterdir())
    if len(entries) != 1 or not entries[0].is_dir() or entries[0].is_symlink():
        return
    if any("appspec" in child.name.lower() for child in entries[0].iterdir()):
        temporary = archive.with_name("deployment-archive-temp")
        shutil.rmtree(temporary, ignore_errors=True)
        archive.rename(temporary)
        (temporary / entries[0].name).rename(archive)
        temporary.rmdir()
