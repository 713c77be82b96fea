"""Where a rehearsal lives: one at a time for a checkout, in a private folder that goes away with it."""

import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

REMOTE = "rehearsal"


class AlreadyRunning(Exception):
    """A rehearsal of this checkout is running."""


def state_folder(project: Path) -> Path:
    """What outlives a run, out of git's sight: the lock, the environment file, caches of builds."""
    folder = project / ".cache" / "rehearsal"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def only_one(project: Path) -> Iterator[None]:
    """Hold the checkout's lock; the kernel gives it back even after a crash. Raises AlreadyRunning."""
    with (state_folder(project) / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning from error
        yield


@contextmanager
def private_folder(project: Path) -> Iterator[Path]:
    """A folder for everything that the local AWS writes, removed at the end.

    What a crashed run has left behind is removed first.
    """
    session = state_folder(project) / "session.json"
    remove_leftovers(project)
    folder = Path(tempfile.mkdtemp(prefix="slipway-"))
    (folder / "tmp").mkdir()
    session.write_text(json.dumps({"pid": os.getpid(), "folder": str(folder)}))
    try:
        yield folder
    finally:
        remove_leftovers(project)


def session_of(project: Path) -> dict[str, Any] | None:
    """{pid, folder} of the run that is going on or that crashed."""
    try:
        session: dict[str, Any] = json.loads((state_folder(project) / "session.json").read_text())
    except (FileNotFoundError, ValueError):
        return None
    return session


def remove_leftovers(project: Path) -> None:
    """Remove the folder, the environment file and the git remote of the last run, if they are still there."""
    session = session_of(project)
    if session is None:
        return
    shutil.rmtree(session["folder"], ignore_errors=True)
    if git(project, "remote", "get-url", REMOTE, check=False).startswith(session["folder"]):  # not the user's own
        git(project, "remote", "remove", REMOTE, check=False)
    for name in ("env", "session.json"):
        (state_folder(project) / name).unlink(missing_ok=True)


def git(project: Path, *arguments: str, check: bool = True) -> str:
    """git's output in the checkout. Raises CalledProcessError unless `check` is false."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_DIR")}
    done = subprocess.run(
        ["git", *arguments], cwd=project, env=environment, check=check, capture_output=True, text=True
    )
    return done.stdout.strip()
