"""Runs the scripts of one lifecycle event, as hook_executor.rb of agent v1.8 does."""

import contextlib
import errno
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from rehearsal.codedeploy.appspec import Script

LOG_CHARACTERS = 2048
_KILL_SECONDS = 10.0  # the agent would wait for ever for a script that ignores SIGTERM


class ScriptError(Exception):
    """A script failed. code is the diagnostics' errorCode."""

    def __init__(self, code: str, script: Script, message: str) -> None:
        super().__init__(message)
        self.code, self.script_name = code, script.location


class ScriptLog:
    """Everything goes to logs/scripts.log and to `emit`; the last 2,048 characters of whole lines are kept."""

    def __init__(self, file: Path, emit: Callable[[str], None]) -> None:
        self._file, self._emit = file, emit
        self._entries: list[str] = []
        self._lock = threading.Lock()

    def write(self, entry: str) -> None:
        with self._lock:
            self._keep(entry)
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a") as file:
                file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {entry}")
            self._emit(entry)

    def _keep(self, entry: str) -> None:
        self._entries.append(entry)
        room, first = LOG_CHARACTERS, len(self._entries)
        while first > 0 and room - len(self._entries[first - 1]) > 0:
            first -= 1
            room -= len(self._entries[first])
        del self._entries[:first]

    @property
    def tail(self) -> str:
        return "".join(self._entries)


@dataclass(frozen=True)
class Hooks:
    """archive: the unpacked revision whose scripts run; environment is added to this process's own."""

    archive: Path
    environment: dict[str, str]
    working_directory: str

    def run(self, event: str, scripts: tuple[Script, ...], log: ScriptLog) -> None:
        """One script after the other. Raises ScriptError at the first that fails."""
        log.write(f"LifecycleEvent - {event}\n")
        for script in scripts:
            path = self.archive / script.location
            _make_executable(script, path)
            log.write(f"Script - {script.location}\n")
            self._execute(script, path, log)

    def _execute(self, script: Script, path: Path, log: ScriptLog) -> None:
        deadline = time.monotonic() + script.timeout_seconds
        process = self._start(script, path)
        readers = {"STDOUT": _read(process.stdout, "[stdout]", log), "STDERR": _read(process.stderr, "[stderr]", log)}
        try:
            code = process.wait(deadline - time.monotonic())
        except subprocess.TimeoutExpired:
            _end_group(process)
            message = f"{_prefix(script)} failed to complete in {script.timeout_seconds} seconds"
            raise ScriptError("ScriptTimedOut", script, message) from None
        for name, reader in readers.items():
            reader.join(max(0.0, deadline - time.monotonic()))
            if reader.is_alive():
                message = f"Script at specified location: {script.location} failed to close {name}"
                raise ScriptError("UnknownError", script, message)
        if code != 0:
            shown = code if code > 0 else ""  # Ruby has no exit status for a process that a signal ended
            raise ScriptError("ScriptFailed", script, f"{_prefix(script)} failed with exit code {shown}".rstrip())

    def _start(self, script: Script, path: Path) -> subprocess.Popen[bytes]:
        try:
            return self._popen([str(path)])
        except OSError as error:
            if error.errno == errno.ENOEXEC:  # no #! line: Ruby, like a shell, hands it to /bin/sh
                return self._popen(["/bin/sh", str(path)])
            message = f"{_prefix(script)} failed with error {errno.errorcode[error.errno or 0]} with message"
            raise ScriptError("ScriptFailed", script, f"{message} {error.strerror} - {path}") from None

    def _popen(self, argv: list[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            argv,
            cwd=self.working_directory,
            env=os.environ | self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            process_group=0,
        )


def _prefix(script: Script) -> str:
    by = f" run as user {script.runas}" if script.runas else ""
    return f"Script at specified location: {script.location}{by}"


def _make_executable(script: Script, path: Path) -> None:
    if not path.exists():
        message = f"Script does not exist at specified location: {path}"
        raise ScriptError("ScriptMissing", script, message)
    if not os.access(path, os.X_OK):
        path.chmod(path.stat().st_mode | 0o111)


def _read(stream: IO[bytes] | None, label: str, log: ScriptLog) -> threading.Thread:
    def read() -> None:
        assert stream is not None
        with stream:
            for line in stream:
                log.write(label + line.decode(errors="replace"))

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    return thread


def _end_group(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(_KILL_SECONDS)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
