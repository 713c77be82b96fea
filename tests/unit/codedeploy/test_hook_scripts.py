"""Scripts of one event: their environment, their limits, and the agent's words when they fail."""

import time
from pathlib import Path

import pytest

from rehearsal.codedeploy.appspec import Script
from rehearsal.codedeploy.hooks import LOG_CHARACTERS, Hooks, ScriptError, ScriptLog


class Bench:
    def __init__(self, folder: Path) -> None:
        self.folder, self.lines = folder, list[str]()
        self.log = ScriptLog(folder / "logs/scripts.log", self.lines.append)

    def run(self, *bodies: str, timeout: int = 5, mode: int = 0o755) -> None:
        scripts = []
        for number, body in enumerate(bodies):
            path = self.folder / f"s{number}.sh"
            path.write_text(body)
            path.chmod(mode)
            scripts.append(Script(path.name, timeout, (1, 1)))
        Hooks(self.folder, {"DEPLOYMENT_ID": "d-1"}, "/").run("AfterInstall", tuple(scripts), self.log)

    def failure(self, body: str, timeout: int = 5) -> tuple[str, str]:
        with pytest.raises(ScriptError) as failed:
            self.run(body, timeout=timeout)
        assert failed.value.script_name == "s0.sh"
        return failed.value.code, str(failed.value)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_output_is_logged_with_its_stream_and_told_at_once(bench: Bench) -> None:
    bench.run("#!/bin/sh\necho $DEPLOYMENT_ID $PWD\necho oops >&2\n", "#!/bin/sh\necho two\n")
    assert bench.lines[:2] == ["LifecycleEvent - AfterInstall\n", "Script - s0.sh\n"]
    assert set(bench.lines[2:4]) == {"[stdout]d-1 /\n", "[stderr]oops\n"}
    assert bench.lines[4:] == ["Script - s1.sh\n", "[stdout]two\n"]
    written = (bench.folder / "logs/scripts.log").read_text().splitlines()
    assert [line[20:] + "\n" for line in written] == bench.lines
    assert bench.log.tail == "".join(bench.lines)


def test_the_first_failure_stops_the_event(bench: Bench) -> None:
    with pytest.raises(ScriptError) as failed:
        bench.run("#!/bin/sh\nexit 3\n", "#!/bin/sh\ntouch ran\n")
    assert str(failed.value) == "Script at specified location: s0.sh failed with exit code 3"
    assert failed.value.code == "ScriptFailed"
    assert "Script - s1.sh\n" not in bench.lines


def test_a_script_that_is_not_executable_is_made_so(bench: Bench) -> None:
    bench.run("#!/bin/sh\necho ran\n", mode=0o644)
    assert "[stdout]ran\n" in bench.lines


def test_a_script_without_an_interpreter_line_runs_in_sh(bench: Bench) -> None:
    bench.run("echo plain\n")
    assert "[stdout]plain\n" in bench.lines


def test_an_interpreter_that_is_missing_is_named(bench: Bench) -> None:
    code, message = bench.failure("#!/no/such/bash\n")
    assert code == "ScriptFailed"
    assert message.startswith("Script at specified location: s0.sh failed with error ENOENT with message No such file")


def test_a_missing_script(bench: Bench) -> None:
    with pytest.raises(ScriptError) as failed:
        Hooks(bench.folder, {}, "/").run("AfterInstall", (Script("no.sh", 5, (1, 1)),), bench.log)
    message = f"Script does not exist at specified location: {bench.folder}/no.sh"
    assert (failed.value.code, str(failed.value)) == ("ScriptMissing", message)


def test_a_script_that_takes_too_long_is_ended_with_its_children(bench: Bench) -> None:
    started = time.monotonic()
    code, message = bench.failure("#!/bin/sh\nsleep 60 & wait\n", timeout=1)
    assert code == "ScriptTimedOut"
    assert message == "Script at specified location: s0.sh failed to complete in 1 seconds"
    assert time.monotonic() - started < 5


def test_a_daemon_that_keeps_the_output_open_fails_the_event(bench: Bench) -> None:
    code, message = bench.failure("#!/bin/sh\nsleep 2 &\n", timeout=1)
    assert (code, message) == ("UnknownError", "Script at specified location: s0.sh failed to close STDOUT")


def test_a_daemon_that_closes_its_output_is_left_alone(bench: Bench) -> None:
    bench.run("#!/bin/sh\nsleep 2 >/dev/null 2>&1 &\n", timeout=1)
    assert bench.lines[-1] == "Script - s0.sh\n"


def test_the_reported_tail_is_whole_lines_of_at_most_2048_characters(bench: Bench) -> None:
    bench.run("#!/bin/sh\nfor i in $(seq 300); do echo line $i; done\n")
    tail = bench.log.tail
    assert len(tail) < LOG_CHARACTERS <= len(tail) + len("[stdout]line 300\n")
    assert tail.endswith("[stdout]line 300\n")
    assert all(line.startswith("[stdout]line ") for line in tail.splitlines())
