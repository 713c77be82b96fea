"""The first process inside: it starts the payload, buries orphans, and ends everything with the payload."""
# ruff: noqa: PTH123, PTH208 (pathlib would add a quarter to the start of every sandbox)

import contextlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn

SETUP_FAILED, CANNOT_EXECUTE, NOT_FOUND = 125, 126, 127  # as docker and the shells have it


def reap(argv: Sequence[str], env: Mapping[str, str], cwd: str) -> int:
    """Run the payload in a session of its own; return its exit code (128 + n when signal n ended it).

    SIGTERM is passed on to the payload's process group.
    """
    payload = os.fork()
    if payload == 0:
        _become(argv, env, cwd)
    signal.signal(signal.SIGTERM, lambda *_: _signal_group(payload, signal.SIGTERM))
    while True:
        pid, status = os.wait()
        if pid == payload:
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else 128 - code


def _become(argv: Sequence[str], env: Mapping[str, str], cwd: str) -> NoReturn:
    try:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGPIPE, signal.SIGUSR1):
            signal.signal(number, signal.SIG_DFL)
        os.setsid()
        os.chdir(cwd)
        os.execvpe(argv[0], list(argv), dict(env))
    except OSError as error:
        print(f"sandbox: {argv[0]} in {cwd}: {error.strerror}", file=sys.stderr, flush=True)
        os._exit(NOT_FOUND if isinstance(error, FileNotFoundError) else CANNOT_EXECUTE)


def _signal_group(leader: int, number: int) -> None:
    try:
        os.killpg(leader, number)
    except ProcessLookupError:  # it has not made its group yet, or is gone
        with contextlib.suppress(ProcessLookupError):
            os.kill(leader, number)


def end_descendants() -> None:
    """Kill every child until none is left; as a subreaper this process inherits the children's children."""
    with contextlib.suppress(ChildProcessError):
        while True:
            for child in _children():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            os.wait()


def _children() -> list[int]:
    found, own = [], str(os.getpid())
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError), open(f"/proc/{entry}/stat") as file:
                if file.read().rpartition(")")[2].split()[1] == own:
                    found.append(int(entry))
    return found
