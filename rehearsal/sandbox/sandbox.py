"""Run a process that sees this machine's programs but writes only where it is told to.

Inside, the process is root of its own user, mount, PID, IPC and UTS namespaces; the network is shared. It
dies, with everything it started, when it is stopped or when the process that started it ends, even by
SIGKILL. Where the platform has no namespaces, `Sandbox(isolated=False)` runs the process on the machine's own
file system and still leaves nothing behind.
"""

import contextlib
import functools
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from rehearsal.sandbox.system import Bind, programs

__all__ = ["Bind", "Sandbox", "SandboxedProcess", "unavailable"]

_PROJECT = Path(__file__).resolve().parents[2]
_ENTER = """
import sys
sys.path.insert(0, sys.argv[1])
from rehearsal.sandbox.launcher import main
main(int(sys.argv[2]))
"""
_SCRATCH = ("/tmp", "/var/tmp", "/run", "/root")  # noqa: S108 (folders inside the sandbox, private to it)
_FILES = {
    "/etc/passwd": "root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n",
    "/etc/group": "root:x:0:\nnogroup:x:65534:\n",
    "/etc/hosts": "127.0.0.1 localhost\n::1 localhost\n",
}
_STOP_SECONDS = 10.0


@functools.cache
def unavailable() -> str | None:
    """Why this machine cannot isolate processes, or None when it can. Tried once, for real."""
    probe = Sandbox(isolated=True).popen(["/bin/sh", "-c", "exit 0"], env={}, stderr=subprocess.PIPE)
    with probe:
        assert probe.stderr is not None
        message = probe.stderr.read().decode(errors="replace").strip()
        return None if probe.wait() == 0 else message or "namespaces are not available"


@dataclass(frozen=True)
class Sandbox:
    """What the processes started in it see and where they may write.

    binds lie over the machine's own folders, deeper guest paths over shallower ones. `isolated=False` ignores
    them: guest paths then do not exist, `locate` says where their content lies.
    """

    binds: tuple[Bind, ...] = ()
    hostname: str = "sandbox"
    isolated: bool = field(default_factory=lambda: unavailable() is None)

    def popen(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        cwd: str = "/",
        stdin: int | IO[Any] = subprocess.DEVNULL,
        stdout: int | IO[Any] | None = None,
        stderr: int | IO[Any] | None = None,
    ) -> "SandboxedProcess":
        """Start argv with exactly this environment. Exit code 125: the sandbox failed; 126, 127: argv did.

        cwd and argv are guest paths where isolated, the machine's own where not.
        """
        plan = {**self._root(), "argv": list(argv), "env": dict(env), "cwd": cwd, "isolated": self.isolated}
        return SandboxedProcess(plan, stdin, stdout, stderr)

    def locate(self, guest: str) -> str:
        """The path under which a process in this sandbox finds what `guest` names."""
        if self.isolated:
            return guest
        for bind in sorted(self.binds, key=lambda bind: -len(bind.guest)):
            if bind.host is not None and Path(guest).is_relative_to(bind.guest):
                return str(bind.host / Path(guest).relative_to(bind.guest))
        return guest

    def _root(self) -> dict[str, Any]:
        laid = {bind.guest: bind for bind in (*_scratch(), *programs(), *self.binds)}
        links = {
            guest: str(Path(guest).readlink()) for guest in laid if guest.count("/") == 1 and Path(guest).is_symlink()
        }
        binds = [
            (bind.host and str(bind.host), guest, bind.writable) for guest, bind in laid.items() if guest not in links
        ]
        return {"binds": binds, "links": links, "files": _FILES, "hostname": self.hostname}


def _scratch() -> list[Bind]:
    return [Bind(None, guest, writable=True) for guest in _SCRATCH]


class SandboxedProcess:
    """A running sandbox: its streams are the payload's. Leaving the context ends everything inside."""

    def __init__(
        self,
        plan: Mapping[str, Any],
        stdin: int | IO[Any],
        stdout: int | IO[Any] | None,
        stderr: int | IO[Any] | None,
    ) -> None:
        reading, self._lifeline = os.pipe()
        try:
            self._launcher = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _ENTER, str(_PROJECT), str(reading)],
                stdin=stdin,
                stdout=stdout,
                stderr=stderr,
                env={},
                pass_fds=[reading],
                start_new_session=True,
            )
        except BaseException:
            os.close(self._lifeline)
            raise
        finally:
            os.close(reading)
        self.stdin, self.stdout, self.stderr = (
            self._launcher.stdin,
            self._launcher.stdout,
            self._launcher.stderr,
        )
        self._hand_over(json.dumps(plan).encode() + b"\n")

    def _hand_over(self, data: bytes) -> None:
        with contextlib.suppress(BrokenPipeError):  # the launcher has ended, and said why on stderr
            while data:
                data = data[os.write(self._lifeline, data) :]

    @property
    def pid(self) -> int:
        """The guard's process id on this machine."""
        return self._launcher.pid

    def poll(self) -> int | None:
        return self._launcher.poll()

    def wait(self, timeout: float | None = None) -> int:
        """The payload's exit code. Raises subprocess.TimeoutExpired after `timeout` seconds."""
        return self._launcher.wait(timeout)

    def terminate(self) -> None:
        """Send SIGTERM to the payload's process group."""
        self._launcher.terminate()

    def close(self) -> None:
        """Kill everything inside; when this returns nothing of it is left."""
        if self._lifeline >= 0:
            os.close(self._lifeline)
            self._lifeline = -1
        self._launcher.wait()
        for stream in (self.stdin, self.stdout, self.stderr):
            if stream is not None:
                stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
