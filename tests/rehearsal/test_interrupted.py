"""A run that is interrupted while it starts leaves nothing; one that is killed leaves nothing that runs."""

import contextlib
import json
import os
import signal
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.rehearsal import checkout, processes
from tests.rehearsal.checkout import Checkout
from tests.rehearsal.processes import Process
from tests.rehearsal.running import answers, until

SERVER_STARTS = ""  # nothing printed yet
BOOTSTRAP_RUNS = "✓ synth"
MOMENTS = [pytest.param(SERVER_STARTS, id="server-starts"), pytest.param(BOOTSTRAP_RUNS, id="bootstrap-runs")]


@dataclass(frozen=True)
class Started:
    run: "subprocess.Popen[str]"
    folder: str
    port: int
    certificate: str | None  # with which the port answers, if it does
    processes: set[Process]


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    return checkout.make(tmp_path_factory.mktemp("interrupted"))


@contextmanager
def started(scratch: Checkout, line: str) -> Iterator[Started]:
    """A run that has printed `line`, and what it has started until then."""
    with scratch.start("rehearsal", "--approve") as run:
        try:
            folder = until(lambda: _folder(scratch, run.pid), seconds=30)
            assert run.stdout is not None
            port, certificate = 0, None
            if line:
                assert next(each for each in run.stdout if line in each)
                until(lambda: len(processes.descendants(run.pid)) > 5)  # the server, and CDK CLIs under guards
                port = int((scratch.state / "env").read_text().partition("https://localhost:")[2].split()[0])
                certificate = ssl.get_server_certificate(("127.0.0.1", port))
            yield Started(run, folder, port, certificate, processes.descendants(run.pid))
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)


def _folder(scratch: Checkout, pid: int) -> str | None:
    with contextlib.suppress(FileNotFoundError, ValueError):
        session = json.loads((scratch.state / "session.json").read_text())
        return str(session["folder"]) if session["pid"] == pid else None
    return None


@pytest.mark.parametrize("line", MOMENTS)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_ends_at_once_and_leaves_nothing(
    scratch: Checkout, line: str, number: signal.Signals
) -> None:
    with started(scratch, line) as one:
        one.run.send_signal(number)
        one.run.send_signal(number)  # of an impatient user
        said, _ = one.run.communicate(timeout=10)
        assert one.run.returncode == 130
        assert said.endswith("Stopped; nothing is left running.\n")
        assert processes.left_after(0, one.processes, one.folder) == {}
        assert not answers(one.port, one.certificate)
        assert not Path(one.folder).exists()
        assert not (scratch.state / "session.json").exists()


@pytest.mark.parametrize("line", MOMENTS)
def test_a_killed_run_leaves_no_process_and_the_next_one_clears_up(scratch: Checkout, line: str) -> None:
    with started(scratch, line) as one:
        scratch.git("remote", "add", "rehearsal", one.folder)
        one.run.kill()
        one.run.wait()
        assert processes.left_after(3, one.processes, one.folder) == {}
        assert not answers(one.port, one.certificate)
    with started(scratch, SERVER_STARTS) as another:
        assert another.folder != one.folder
        assert not Path(one.folder).exists()
        assert scratch.git("remote").stdout == ""
        another.run.terminate()
        another.run.communicate(timeout=10)
