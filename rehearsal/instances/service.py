"""One running service: started, watched, restarted and stopped as systemd.service(5) says."""

import contextlib
import os
import signal
import subprocess
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable
from pathlib import Path

from rehearsal.instances.unit_file import ServiceUnit, environment_file, expand

_POLL_SECONDS = 0.01


class StartError(Exception):
    """The service did not start; the message says why."""


class Service:
    """`state` is systemd's ActiveState: inactive, activating, active, deactivating or failed.

    locate: guest path -> path as this process finds it. environment: what every service is given.
    """

    def __init__(self, name: str, unit: ServiceUnit, environment: dict[str, str], locate: Callable[[str], str]) -> None:
        self.name, self.unit, self.state, self.result = name, unit, "inactive", "success"
        self._given, self._locate = environment, locate
        self.log = Path(locate(f"/var/log/{name.removesuffix('.service')}.log"))
        self._process: subprocess.Popen[bytes] | None = None
        self._invocation = ""
        self._stopping = threading.Event()
        self._starts: deque[float] = deque()
        self._lock = threading.RLock()

    @property
    def main_pid(self) -> int:
        return self._process.pid if self._process is not None and self.state == "active" else 0

    def start(self) -> None:
        """Raises StartError; does nothing when the service is already active."""
        with self._lock:
            if self.state in ("active", "activating"):
                return
            self._stopping = threading.Event()
            self._starts.clear()
            if self.unit.not_enforced:
                self._note(f"{self.name}: runs as root; not enforced here: {', '.join(self.unit.not_enforced)}")
            self._launch()

    def stop(self) -> None:
        """SIGTERM to every process of the service, SIGKILL after TimeoutStopSec=; returns when all are gone."""
        self._stopping.set()
        with self._lock:
            if self.state in ("inactive", "failed"):
                return
            self.state = "deactivating"
            self._end_processes()
            self.state = "inactive"

    def reset_failed(self) -> None:
        with self._lock:
            if self.state == "failed":
                self.state, self.result = "inactive", "success"

    def last_lines(self, count: int) -> list[str]:
        return self.log.read_text(errors="replace").splitlines()[-count:] if self.log.exists() else []

    def _launch(self) -> None:
        self.state, self._invocation = "activating", uuid.uuid4().hex
        self._starts.append(time.monotonic())
        try:
            environment = self._environment()
            for ignored, words in self.unit.exec_start_pre:
                if self._spawn(words, environment).wait() != 0 and not ignored:
                    raise StartError(f"ExecStartPre={' '.join(words)} failed")
            self._process = self._spawn(self.unit.exec_start, environment)
        except (OSError, StartError) as error:
            self.state, self.result = "failed", "exit-code"
            self._note(f"{self.name}: {error}")
            if self.unit.kind == "exec" or isinstance(error, StartError):
                raise StartError(str(error)) from None
            return  # Type=simple: `systemctl start` succeeds although the program cannot be executed
        self.state = "active"
        threading.Thread(target=self._watch, args=(self._process, self._stopping), daemon=True).start()

    def _environment(self) -> dict[str, str]:
        environment = {**self._given, **dict(self.unit.environment), "INVOCATION_ID": self._invocation}
        for optional, path in self.unit.environment_files:
            file = Path(self._locate(path))
            if file.exists() or not optional:
                environment |= environment_file(file.read_text())
        return environment

    def _spawn(self, words: tuple[str, ...], environment: dict[str, str]) -> subprocess.Popen[bytes]:
        argv = [self._argument(word) for word in expand(words, environment)]
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            return subprocess.Popen(
                argv,
                cwd=self._argument(self.unit.working_directory),
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _argument(self, word: str) -> str:
        located = self._locate(word) if word.startswith("/") else word
        return located if Path(located).exists() else word

    def _watch(self, process: subprocess.Popen[bytes], stopping: threading.Event) -> None:
        code = process.wait()
        with self._lock:
            if stopping.is_set() or process is not self._process:
                return
            self._end_processes()
            clean = code in (0, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP, -signal.SIGPIPE)
            self.state, self.result = ("inactive", "success") if clean else ("failed", "exit-code")
            self._note(f"{self.name}: main process ended, status={code}")
            wanted = self.unit.restart == "always" or (self.unit.restart == "on-failure" and not clean)
            if not wanted:
                return
            if not self._may_start_again():
                self.state, self.result = "failed", "start-limit-hit"
                self._note(f"{self.name}: start request repeated too quickly")
                return
            self.state = "activating"
        if not stopping.wait(self.unit.restart_seconds):
            with self._lock, contextlib.suppress(StartError):
                if not stopping.is_set():
                    self._launch()

    def _may_start_again(self) -> bool:
        now = time.monotonic()
        while self._starts and now - self._starts[0] > self.unit.start_limit_seconds:
            self._starts.popleft()
        return len(self._starts) < self.unit.start_limit_burst

    def _end_processes(self) -> None:
        deadline, told = time.monotonic() + self.unit.stop_seconds, set[int]()
        while members := self._members():
            late = time.monotonic() > deadline
            for pid in members if late else set(members) - told:
                _signal(pid, signal.SIGKILL if late else signal.SIGTERM)
            told |= set(members)
            time.sleep(_POLL_SECONDS)

    def _members(self) -> list[int]:
        """Every process of the service, as its control group would list them: those that carry its id."""
        wanted = f"INVOCATION_ID={self._invocation}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if entry.name.isdigit() and wanted in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
        return found

    def _note(self, message: str) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("a") as log:
            log.write(f"systemd: {message}\n")


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
