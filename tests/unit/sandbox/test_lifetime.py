"""Nothing that ran inside outlives its sandbox, however that ends; isolated or not."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehearsal.sandbox.sandbox import Sandbox, SandboxedProcess, unavailable

ENV = {"PATH": "/usr/bin:/bin"}
PROJECT = Path(__file__).resolve().parents[3]
MODES = [
    pytest.param(True, marks=pytest.mark.skipif(unavailable() is not None, reason="no namespaces"), id="isolated"),
    pytest.param(False, id="fallback"),
]


@pytest.fixture
def mark() -> str:
    """A number of seconds that no other process on this machine sleeps for."""
    return f"{os.getpid()}{time.monotonic_ns() % 1_000_000}"


def sleepers(mark: str) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and (entry / "cmdline").read_bytes() == f"sleep\0{mark}\0".encode():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def wait_until(count: int, mark: str) -> None:
    deadline = time.monotonic() + 5
    while len(sleepers(mark)) != count:
        assert time.monotonic() < deadline, f"{len(sleepers(mark))} processes, expected {count}"
        time.sleep(0.01)


def daemons(mark: str) -> str:
    """A script that leaves a child, a double-forked daemon in its own session, and itself."""
    return f"sleep {mark} & (setsid sleep {mark} &) ; exec sleep {mark}"


@pytest.fixture(params=MODES)
def running(request: pytest.FixtureRequest, mark: str) -> Iterator[SandboxedProcess]:
    with Sandbox(isolated=request.param).popen(["/bin/sh", "-c", daemons(mark)], env=ENV) as process:
        wait_until(3, mark)
        yield process
    assert sleepers(mark) == []


def test_closing_ends_everything_before_it_returns(running: SandboxedProcess, mark: str) -> None:
    running.close()
    assert sleepers(mark) == []


def test_daemons_end_with_the_payload(running: SandboxedProcess, mark: str) -> None:
    running.terminate()
    assert running.wait(5) == 128 + signal.SIGTERM
    assert sleepers(mark) == []


def test_killing_the_guard_leaves_nothing(running: SandboxedProcess, mark: str) -> None:
    os.kill(running.pid, signal.SIGKILL)
    wait_until(0, mark)
    assert running.wait(5) == -signal.SIGKILL


@pytest.mark.parametrize("isolated", MODES)
def test_killing_the_owner_leaves_nothing(isolated: bool, mark: str) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(PROJECT)!r})\n"
        "from rehearsal.sandbox.sandbox import Sandbox\n"
        f"Sandbox(isolated={isolated}).popen(['/bin/sh', '-c', {daemons(mark)!r}], env={ENV!r}).wait()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code]) as owner:
        wait_until(3, mark)
        owner.kill()
    wait_until(0, mark)


@pytest.mark.parametrize("isolated", MODES)
def test_a_thread_that_ends_takes_nothing_with_it(isolated: bool, mark: str) -> None:
    import threading

    started: list[SandboxedProcess] = []
    script = ["/bin/sh", "-c", f"exec sleep {mark}"]
    thread = threading.Thread(target=lambda: started.append(Sandbox(isolated=isolated).popen(script, env=ENV)))
    thread.start()
    thread.join()
    with started[0]:
        wait_until(1, mark)
        time.sleep(0.1)
        assert started[0].poll() is None


def test_the_payload_may_ignore_sigterm_but_not_the_end(mark: str) -> None:
    script = f"trap '' TERM; sleep {mark} & while :; do wait; done"
    with Sandbox().popen(["/bin/sh", "-c", script], env=ENV) as process:
        wait_until(1, mark)
        process.terminate()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.2)
    assert sleepers(mark) == []
