"""The folders that a build sees, and where they lie on this machine; no link leads out of them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MAXIMUM_LINKS = 40  # as Linux follows


class EscapeError(Exception):
    """A path that leads out of the build's folders. `path` is as the build sees it."""

    def __init__(self, path: PurePosixPath) -> None:
        super().__init__(f"{path} is outside the folders of the build")
        self.path = path


@dataclass(frozen=True)
class Mount:
    guest: PurePosixPath  # as the build's commands see it
    host: Path


@dataclass(frozen=True)
class Folders:
    """Disjoint mounts. Without namespaces guest and host paths are the same."""

    mounts: tuple[Mount, ...]

    def host(self, guest: PurePosixPath) -> Path:
        """Where a path without links lies. Raises EscapeError."""
        for mount in self.mounts:
            if guest.is_relative_to(mount.guest):
                return mount.host / guest.relative_to(mount.guest)
        raise EscapeError(guest)

    def resolve(self, guest: PurePosixPath) -> PurePosixPath:
        """The path with every link followed, as the build would; its target may be missing.

        Raises EscapeError when it leads out of the mounts, or follows too many links.
        """
        done, ahead, links = PurePosixPath("/"), list(reversed(guest.parts[1:])), 0
        while ahead:
            part = ahead.pop()
            here = done.parent if part == ".." else done / part
            target = self._link(here)
            if target is None:
                done = here
                continue
            links += 1
            if links > MAXIMUM_LINKS:
                raise EscapeError(guest)
            done = PurePosixPath("/") if target.is_absolute() else here.parent
            ahead.extend(part for part in reversed(target.parts) if part != "/")
        self.host(done)
        return done

    def files(self, guest: PurePosixPath) -> Iterator[tuple[str, PurePosixPath]]:
        """(relative path, resolved guest path) of every file under a folder, links followed, sorted."""
        yield from self._walk(guest, "", (self.resolve(guest),))

    def _walk(
        self, guest: PurePosixPath, prefix: str, above: tuple[PurePosixPath, ...]
    ) -> Iterator[tuple[str, PurePosixPath]]:
        for name in sorted(os.listdir(self.host(above[-1]))):  # noqa: PTH208 (names only)
            resolved = self.resolve(above[-1] / name)
            host = self.host(resolved)
            if host.is_dir() and resolved not in above:
                yield from self._walk(guest / name, f"{prefix}{name}/", (*above, resolved))
            elif host.is_file():
                yield prefix + name, resolved

    def _link(self, guest: PurePosixPath) -> PurePosixPath | None:
        try:
            host = self.host(guest)
        except EscapeError:
            return None  # above or beside the mounts: what lies there is not the build's
        return PurePosixPath(os.readlink(host)) if host.is_symlink() else None  # noqa: PTH115 (pure)
