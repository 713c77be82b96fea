"""Which processes belong to a run: from /proc, so that nothing that the product says has to be believed."""

import contextlib
import time
from pathlib import Path

Process = tuple[int, str]  # its id and when it started: ids are used again


def running() -> dict[Process, int]:
    """Every process, with its parent's id."""
    found: dict[Process, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if fields[0] != "Z":
                found[int(stat.parent.name), fields[19]] = int(fields[1])
    return found


def descendants(pid: int) -> set[Process]:
    """The process and all that it has started, directly or not."""
    everything, found = running(), {pid}
    while more := {each for (each, _), parent in everything.items() if parent in found} - found:
        found |= more
    return {process for process in everything if process[0] in found}


def naming(folder: str) -> set[Process]:
    """Processes whose command, environment or current folder names `folder`."""
    return {process for process in running() if _names(Path("/proc", str(process[0])), folder)}


def left_after(seconds: float, processes: set[Process], folder: str) -> dict[Process, str]:
    """Those of `processes`, and those naming `folder`, that still run when `seconds` have passed: their commands."""
    deadline = time.monotonic() + seconds
    while True:
        left = (processes & running().keys()) | naming(folder)
        if not left or time.monotonic() > deadline:
            return {process: _read(Path("/proc", str(process[0]), "cmdline")) for process in left}
        time.sleep(0.1)


def _names(process: Path, folder: str) -> bool:
    if folder in _read(process / "cmdline") or folder in _read(process / "environ"):
        return True
    with contextlib.suppress(OSError):
        return str((process / "cwd").readlink()).startswith(folder)
    return False


def _read(file: Path) -> str:
    with contextlib.suppress(OSError):
        return file.read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""
