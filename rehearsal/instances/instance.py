"""One local EC2 instance: its disk (a folder), its processes and its address on the loopback network.

The network is shared with this machine, so a service must bind the instance's own address: it stands as HOST
in the instance's /etc/environment, which units read with `EnvironmentFile=-/etc/environment`.
"""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from rehearsal.instances import systemctl, wire
from rehearsal.instances.boot import SOCKET
from rehearsal.sandbox.sandbox import Bind, Sandbox, SandboxedProcess

_PROJECT = Path(__file__).resolve().parents[2]
# What an instance may write, besides memory-backed /tmp and /dev/shm. The rest is this machine's, read-only.
_WRITABLE = ("/etc", "/home", "/opt", "/root", "/run", "/srv", "/usr/local", "/var")
_READY = "ready"  # the console's line when `systemctl` answers
_START_SECONDS, _STOP_SECONDS = 20.0, 15.0


class InstanceError(Exception):
    """The instance could not be started or has ended; the message says what it printed."""


@dataclass
class Instance:
    """address: 127.x.y.z. programs: command name -> this machine's file, for /usr/local/bin, such as node.

    units: unit file name -> text, enabled from the first boot. environment: further lines of /etc/environment.
    """

    instance_id: str
    folder: Path
    address: str
    programs: Mapping[str, Path] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    isolated: bool = field(default_factory=lambda: Sandbox().isolated)
    _process: SandboxedProcess | None = field(default=None, init=False, repr=False)
    _console: list[str] = field(default_factory=list, init=False, repr=False)

    @property
    def root(self) -> str:
        """What an instance's own processes put before a path: nothing, or without isolation its folder."""
        return "" if self.isolated else str(self.folder)

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Boot. Raises InstanceError; returns when `systemctl` answers and all that is enabled was started."""
        self._furnish()
        self._console.clear()
        binds = [Bind(self.folder / guest[1:], guest, writable=True) for guest in _WRITABLE]
        code = Bind(_PROJECT / "rehearsal", str(_PROJECT / "rehearsal"))
        self._process = Sandbox((*binds, code), self.instance_id, self.isolated).popen(
            [sys.executable, "-s", "-m", "rehearsal.instances.boot", self.root],
            env={"PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
            cwd=str(_PROJECT),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        ready = threading.Event()
        threading.Thread(target=self._read_console, args=(self._process.stdout, ready), daemon=True).start()
        if not ready.wait(_START_SECONDS) or _READY not in self._console or not self.alive:
            self.terminate()
            raise InstanceError(f"instance {self.instance_id} did not start: {' '.join(self._console)}")

    def ask(self, socket: str, request: dict[str, object]) -> Iterator[dict[str, object]]:
        """Ask what listens on a Unix socket inside (guest path). Raises InstanceError when nothing does."""
        try:
            yield from wire.ask(self.folder / socket[1:], request)
        except OSError as error:
            raise InstanceError(f"instance {self.instance_id} does not answer at {socket}: {error}") from None

    def listens(self, socket: str) -> bool:
        """Whether a service of the instance accepts requests at a Unix socket (guest path)."""
        return wire.listens(self.folder / socket[1:])

    def run(
        self,
        argv: Sequence[str],
        environment: Mapping[str, str] | None = None,
        timeout_seconds: float = 3600,
        on_line: Callable[[str], None] = lambda line: None,
    ) -> int | None:
        """Run a command inside as root, in `/`; return its exit code (negative: signal; None: timed out)."""
        request = {"argv": list(argv), "environment": dict(environment or {}), "timeout": timeout_seconds}
        for answer in self.ask(SOCKET, request):
            if "line" not in answer:
                code = answer["code"]
                assert code is None or isinstance(code, int)
                return code
            on_line(str(answer["line"]))
        raise InstanceError(f"instance {self.instance_id} ended while it ran {argv[0]}")

    def terminate(self) -> None:
        """Stop the services in order, then end every process; the disk stays."""
        if self._process is None:
            return
        self._process.terminate()
        with self._process, contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_STOP_SECONDS)  # what does not stop in time is killed with the rest

    def _furnish(self) -> None:
        for guest in (*_WRITABLE, "/var/log", "/var/tmp", "/tmp"):  # noqa: S108 (below the instance's folder)
            (self.folder / guest[1:]).mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        lines = {"HOST": self.address, **self.environment}
        (self.folder / "etc/environment").write_text("".join(f"{key}={value}\n" for key, value in lines.items()))
        self._install_programs()
        wants = self.folder / "etc/systemd/system/multi-user.target.wants"
        wants.mkdir(parents=True, exist_ok=True)
        for name, text in self.units.items():
            (wants.parent / name).write_text(text)
            if not (wants / name).is_symlink():
                (wants / name).symlink_to(f"../{name}")

    def _install_programs(self) -> None:
        folder = self.folder / "usr/local/bin"
        folder.mkdir(parents=True, exist_ok=True)
        for name, file in self.programs.items():
            (folder / name).unlink(missing_ok=True)
            (folder / name).symlink_to(file)
        command = folder / "systemctl"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "{systemctl.__file__}" "$@"\n')
        command.chmod(0o755)

    def _read_console(self, console: IO[bytes] | None, ready: threading.Event) -> None:
        assert console is not None
        with console:
            for line in console:
                self._console.append(line.decode(errors="replace").strip())
                if self._console[-1] == _READY:
                    ready.set()
        ready.set()  # it closed its console, or has ended: nothing more will come
