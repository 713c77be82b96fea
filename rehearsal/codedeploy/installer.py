"""The Install event: removes what the last one copied, copies this revision's files, sets permissions.

As installer.rb and install_instruction.rb of agent v1.8: everything is planned before anything is copied.
"""

import contextlib
import json
import os
import posixpath
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rehearsal.codedeploy.appspec import AppSpec, Permission
from rehearsal.codedeploy.revisions import Revisions

_FAILED = "The deployment failed because"


class InstallError(Exception):
    """Install failed; the message is the agent's."""


@dataclass(frozen=True)
class Instruction:
    """type: mkdir, copy, chmod or chown; paths are the instance's."""

    type: str
    path: str
    source: str = ""
    mode: int = 0


class Plan:
    """The instructions of one Install, in order. Paths are the instance's; `locate` finds them on its disk."""

    def __init__(self, locate: Callable[[str], Path], file_exists_behavior: str) -> None:
        self._locate, self._behavior = locate, file_exists_behavior
        self.instructions: list[Instruction] = []
        self._copied: dict[str, Path] = {}
        self._made: dict[str, None] = {}
        self._permitted: set[str] = set()

    def add(self, source: Path, destination: str) -> None:
        """A folder's content goes into `destination`; a file goes into that folder under its own name."""
        if source.is_dir():
            self._ancestors(destination)
            self._folder(source, destination)
        else:
            target = posixpath.join(destination, source.name)
            self._ancestors(target)
            self._file(source, target)

    def permit(self, permission: Permission) -> None:
        if permission.object in self._copied:
            if "file" in permission.types:
                _check_for_file(permission)
                self._set(permission.object, permission)
        elif permission.object in self._made or self._locate(permission.object).is_dir():
            kinds: dict[str, Iterable[str]] = {"file": self._copied, "directory": self._made}
            for path in [path for kind in permission.types for path in kinds[kind]]:
                if matches(permission, path):
                    self._set(path, permission)

    def _ancestors(self, path: str) -> None:
        missing = []
        parent = posixpath.dirname(path)
        while parent != "/" and not self._locate(parent).exists():
            missing.append(parent)
            parent = posixpath.dirname(parent)
        for folder in reversed(missing):
            self._mkdir(folder)

    def _folder(self, source: Path, destination: str) -> None:
        if not self._locate(destination).is_dir():
            self._mkdir(destination)
        for entry in sorted(source.iterdir()):
            target = posixpath.join(destination, entry.name)
            if entry.is_dir():
                self._folder(entry, target)
            else:
                self._file(entry, target)

    def _mkdir(self, path: str) -> None:
        if path in self._copied:
            raise InstallError(f"{_FAILED} {path} is both a file and a folder in the AppSpec file's files section.")
        if path not in self._made:
            self._made[path] = None
            self.instructions.append(Instruction("mkdir", path))

    def _file(self, source: Path, target: str) -> None:
        if self._locate(target).exists():
            if self._behavior == "DISALLOW":
                raise InstallError(f"{_FAILED} a specified file already exists at this location: {target}")
            if self._behavior == "RETAIN":
                return
        if target in self._copied:
            names = f"{source} and {self._copied[target]}"
            raise InstallError(
                f"{_FAILED} the application specification file specifies two source files named {names} for the "
                f"same destination ({target}). Remove one of the source file paths from the AppSpec file, and "
                "then try again."
            )
        if target in self._made:
            raise InstallError(f"{_FAILED} {target} is both a file and a folder in the AppSpec file's files section.")
        self._copied[target] = source
        self.instructions.append(Instruction("copy", target, source=str(source)))

    def _set(self, path: str, permission: Permission) -> None:
        if path in self._permitted:
            raise InstallError(
                f"{_FAILED} the permissions setting for ({path}) is specified more than once in the application "
                "specification file. Update the files section of the AppSpec file, and then try again."
            )
        self._permitted.add(path)
        if permission.mode is not None:
            self.instructions.append(Instruction("chmod", path, mode=permission.mode))
        if permission.owner or permission.group:
            self.instructions.append(Instruction("chown", path))


def _check_for_file(permission: Permission) -> None:
    if permission.pattern != "**" or permission.exceptions:
        raise InstallError(
            f"{_FAILED} the application specification file includes an object ({permission.object}) with an invalid "
            f"pattern ({permission.pattern}), such as a pattern for a file applied to a directory. Correct the "
            "permissions section of the AppSpec file, and then try again."
        )


def matches(permission: Permission, path: str) -> bool:
    """Whether a path below the object is meant. `**` is every one; `*` stands for no slash."""
    base = permission.object.rstrip("/") + "/"
    if not path.startswith(base):
        return False
    name = path[len(base) :]
    if any(_glob(pattern, name) for pattern in permission.exceptions):
        return False
    return permission.pattern == "**" or _glob(permission.pattern, name)


def _glob(pattern: str, name: str) -> bool:
    return re.fullmatch("[^/]*".join(map(re.escape, pattern.split("*"))), name) is not None


def install(spec: AppSpec, revisions: Revisions, root: str, file_exists_behavior: str) -> None:
    """Raises InstallError, and OSError as the agent's copy would fail."""

    def locate(path: str) -> Path:
        return Path(root + path)

    _clean_up(revisions.cleanup_file, locate)
    plan = Plan(locate, spec.file_exists_behavior or file_exists_behavior)
    for copy in spec.files:
        plan.add(revisions.archive / copy.source, copy.destination)
    for permission in spec.permissions:
        plan.permit(permission)
    revisions.instructions.mkdir(parents=True, exist_ok=True)
    listed: list[dict[str, Any]] = [asdict(instruction) for instruction in plan.instructions]
    revisions.install_file.write_text(json.dumps({"instructions": listed}))
    with revisions.cleanup_file.open("w") as done:
        for instruction in plan.instructions:
            if instruction.type in ("mkdir", "copy"):
                done.write(f"{instruction.path}\n")
            _execute(instruction, locate(instruction.path))


def _execute(instruction: Instruction, path: Path) -> None:
    if instruction.type == "mkdir":
        path.mkdir()
    elif instruction.type == "copy":
        source = Path(instruction.source)
        shutil.copy2(source, path, follow_symlinks=not source.is_symlink())
    elif instruction.type == "chmod":
        path.chmod(instruction.mode)
    else:
        os.chown(path, os.geteuid(), os.getegid())  # root of the instance: the parser admits no one else


def _clean_up(file: Path, locate: Callable[[str], Path]) -> None:
    """Remove what the last Install copied; a folder only when nothing else was put into it."""
    if not file.exists():
        return
    for line in reversed(file.read_text().splitlines()):
        path = locate(line)
        if path.is_dir() and not path.is_symlink():
            with contextlib.suppress(OSError):
                path.rmdir()
        else:
            path.unlink(missing_ok=True)
    file.unlink()
