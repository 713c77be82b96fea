"""The commands of a build, one after another, as CodeBuild's agent runs them.

The agent writes each command into a script of its own that first restores the exported variables and the
folder that the command before it left, and afterwards saves both. So they persist from command to command,
while functions, `set -e` and the like do not, and a command that says `exit 3` ends only itself.
"""

import os
import select
import selectors
import shlex
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rehearsal.sandbox.sandbox import Sandbox, SandboxedProcess

# Waits for the names of scripts, runs each, and reports its exit status through a FIFO. It lives as long as
# the build, so what a command leaves running in the background lives as long.
DRIVER = 'while read -r shell script; do "$shell" "$script" </dev/null; echo $? >"$0"; done'
SCRIPT = """\
cd "$(cat {folder}/dir.txt)" || exit
set -a
. {folder}/env.sh
CODEBUILD_BUILD_SUCCEEDING={succeeding}
{command}
CODEBUILD_LAST_EXIT=$?
export -p > {folder}/env.sh
pwd > {folder}/dir.txt
exit $CODEBUILD_LAST_EXIT
"""
MAXIMUM_LINE = 64 * 1024  # bytes; a longer line is shown in pieces
TICK = 0.1  # seconds between looks at the clock and the stop event


class TimedOutError(Exception):
    """The build's timeout ended the command."""


class StoppedError(Exception):
    """StopBuild ended the command."""


class Shell:
    """Runs commands in a sandbox until it is closed, which kills whatever they left running.

    `scratch` is a private host folder that the sandbox shows as `guest_scratch`; `emit` gets each line.
    `deadline` is a reading of time.monotonic().
    """

    def __init__(
        self,
        sandbox: Sandbox,
        scratch: Path,
        guest_scratch: str,
        *,
        program: str,
        environment: Mapping[str, str],
        folder: str,
        emit: Callable[[str], None],
        stop: threading.Event,
        deadline: float,
    ) -> None:
        self._scratch, self._guest, self._program = scratch, guest_scratch, program
        self._emit, self._stop, self._deadline = emit, stop, deadline
        self._pending = b""
        (scratch / "dir.txt").write_text(f"{folder}\n")
        exports = (f"export {name}={shlex.quote(value)}\n" for name, value in environment.items())
        (scratch / "env.sh").write_text("".join(exports))
        os.mkfifo(scratch / "status", 0o600)
        self._status = os.open(scratch / "status", os.O_RDWR | os.O_NONBLOCK)
        self._process = self._start(sandbox, environment)

    def _start(self, sandbox: Sandbox, environment: Mapping[str, str]) -> SandboxedProcess:
        driver = ["/bin/sh", "-c", DRIVER, f"{self._guest}/status"]
        process = sandbox.popen(
            driver, env={"PATH": environment["PATH"]}, cwd=self._guest,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        self._input, self._output = process.stdin.fileno(), process.stdout.fileno()
        os.set_blocking(self._output, False)
        return process

    def run(self, command: str, *, succeeding: bool) -> int:
        """The command's exit status; 128 + n if signal n ended it.

        Raises TimedOutError at the deadline and StoppedError when the stop event is set.
        """
        script = SCRIPT.format(folder=self._guest, command=command, succeeding=int(succeeding))
        (self._scratch / "script.sh").write_text(script)
        try:
            os.write(self._input, f"{self._program} {self._guest}/script.sh\n".encode())
        except BrokenPipeError:
            return self._process.wait()
        status = self._wait()
        self._drain()
        self._flush()
        return status

    def variables(self, *, succeeding: bool) -> dict[str, str]:
        """The exported variables as the last command left them."""
        pairs = self._captured("env -0", succeeding).split("\0")
        return dict(pair.split("=", 1) for pair in pairs if "=" in pair)

    def expand(self, text: str, *, succeeding: bool) -> str:
        """`text` with the variables and commands that it names in $ and $(...)."""
        return self._captured(f'printf %s "{text}"', succeeding)

    def _captured(self, command: str, succeeding: bool) -> str:
        captured = self._scratch / "captured"
        captured.unlink(missing_ok=True)
        self.run(f"{command} > {self._guest}/captured", succeeding=succeeding)
        return captured.read_bytes().decode(errors="replace") if captured.is_file() else ""

    def close(self) -> None:
        self._process.close()
        os.close(self._status)

    def _wait(self) -> int:
        with self._events() as events:
            while True:
                ready = {key.fd for key, _ in events.select(TICK)}
                if self._output in ready and not self._read():
                    events.unregister(self._output)
                if self._status in ready:
                    return int(os.read(self._status, 16))
                if self._process.poll() is not None:
                    return self._process.wait()
                self._check()

    @contextmanager
    def _events(self) -> Iterator[selectors.BaseSelector]:
        with selectors.DefaultSelector() as events:
            events.register(self._output, selectors.EVENT_READ)
            events.register(self._status, selectors.EVENT_READ)
            yield events

    def _check(self) -> None:
        if self._stop.is_set():
            raise StoppedError
        if time.monotonic() > self._deadline:
            raise TimedOutError

    def _read(self) -> bool:
        """Pass on what the pipe holds; False at its end."""
        try:
            data = os.read(self._output, 65536)
        except BlockingIOError:
            return True
        *lines, self._pending = (self._pending + data).split(b"\n")
        for line in lines:
            self._line(line)
        if len(self._pending) > MAXIMUM_LINE:
            self._flush()
        return bool(data)

    def _drain(self) -> None:
        """Everything that the command wrote before it ended is in the pipe by now."""
        while select.select([self._output], [], [], 0)[0] and self._read():
            self._check()

    def _flush(self) -> None:
        if self._pending:
            self._line(self._pending)
            self._pending = b""

    def _line(self, line: bytes) -> None:
        self._emit(line.decode(errors="replace").rstrip("\r"))
