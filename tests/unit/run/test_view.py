"""What a run prints where no terminal is: whole lines, plain text, nothing taken for markup."""

import pytest

from rehearsal.run.journey import Check, Execution, Step
from rehearsal.run.view import HEARTBEAT_SECONDS, View


@pytest.fixture
def view(monkeypatch: pytest.MonkeyPatch) -> View:
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return View()


def step(status: str, error: str | None = None) -> Step:
    return Step("dev", "Release", "CodeDeploy", status, 12.34, error)


EXECUTION = Execution("1", "InProgress", "abc", "webapp")


def test_an_action_is_one_line_when_it_starts_and_one_when_it_ends(
    view: View, capsys: pytest.CaptureFixture[str]
) -> None:
    view.step(EXECUTION, step("InProgress"))
    view.step(EXECUTION, step("Succeeded"))
    assert capsys.readouterr().out.splitlines() == ["▸ dev.Release", f"● {'dev.Release':<28} Succeeded 12.3 s"]


def test_an_error_is_shown_as_it_is_on_one_line(view: View, capsys: pytest.CaptureFixture[str]) -> None:
    error = "[red] is not markup here, and this line is longer than any terminal: " + "x" * 300
    view.step(EXECUTION, step("Failed", error))
    assert capsys.readouterr().out.splitlines()[1] == f"  {error}"


def test_a_part_is_timed_and_told_when_it_is_done(view: View, capsys: pytest.CaptureFixture[str]) -> None:
    with view.part("synth", "cdk synth [1/1]"):
        assert capsys.readouterr().out == ""
    assert capsys.readouterr().out == "✓ synth       cdk synth [1/1] 0.0 s\n"


def test_a_part_that_fails_is_not_told_as_done(view: View, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="no"), view.part("synth"):
        raise ValueError("no")
    assert capsys.readouterr().out == ""
    assert view.parts == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[Container] 2026/01/01 00:00:00 Running command npm test", "  web-build $ npm test\n"),
        ("[Container] 2026/01/01 00:00:00 Phase complete: BUILD State: SUCCEEDED", ""),
        ("added [1] package", "  web-build > added [1] package\n"),
    ],
)
def test_a_build_shows_its_commands_and_what_they_print(
    view: View, capsys: pytest.CaptureFixture[str], text: str, shown: str
) -> None:
    view.output({"kind": "build-log", "build": "web-build:1234", "line": text})
    assert capsys.readouterr().out == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[stdout]started", "  i-1 ApplicationStart > started\n"),
        ("[stderr][warn] slow", "  i-1 ApplicationStart > [warn] slow\n"),
        ("Script - scripts/start.sh", ""),
    ],
)
def test_a_hook_shows_what_it_prints(view: View, capsys: pytest.CaptureFixture[str], text: str, shown: str) -> None:
    view.output({"kind": "hook-output", "instance": "i-1", "event": "ApplicationStart", "line": text})
    assert capsys.readouterr().out == shown


@pytest.mark.parametrize(("status", "told"), [("Failed", True), ("Succeeded", False)])
def test_a_lifecycle_event_that_fails_says_why(
    view: View, capsys: pytest.CaptureFixture[str], status: str, told: bool
) -> None:
    why = "Script at specified location: scripts/validate.sh failed with exit code 1"
    view.output({"kind": "lifecycle-event", "instance": "i-1", "event": "ValidateService", "status": status,
                 "message": why, "log": ""})  # fmt: skip
    assert capsys.readouterr().out == (f"  i-1 ValidateService Failed: {why}\n" if told else "")


def test_a_rollback_is_told(view: View, capsys: pytest.CaptureFixture[str]) -> None:
    view.output({"kind": "deployment", "deployment": "d-1", "rollback": {"rollbackMessage": "rolled back by d-2"}})
    view.output({"kind": "deployment", "deployment": "d-3", "rollback": None})
    assert capsys.readouterr().out == "  d-1: rolled back by d-2\n"


def test_a_message_is_its_topic_and_its_first_line(view: View, capsys: pytest.CaptureFixture[str]) -> None:
    view.output({"kind": "message", "topic": "shop-warning", "text": "Build failed: shop [1]\nCommit abc"})
    assert capsys.readouterr().out == "✉ shop-warning: Build failed: shop [1]\n"


def test_a_long_silence_is_broken_by_what_still_runs(
    view: View, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    view.heartbeat([step("InProgress")])
    assert capsys.readouterr().out == ""
    later = view._heard + HEARTBEAT_SECONDS + 1
    monkeypatch.setattr("rehearsal.run.view.time.monotonic", lambda: later)
    view.heartbeat([])
    assert capsys.readouterr().out == ""
    view.heartbeat([step("InProgress")])
    view.heartbeat([step("InProgress")])  # it has just been said
    assert capsys.readouterr().out == "… still running: dev.Release\n"


def test_the_table_has_every_part_and_action_with_its_seconds(view: View, capsys: pytest.CaptureFixture[str]) -> None:
    view.parts = [("bootstrap", 7.06)]
    ended = Execution("1", "Failed", "abc", "webapp", {("dev", "Release"): step("Failed")})
    view.durations(ended)
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["Part", "Seconds"], ["bootstrap", "7.1"], ["dev.Release", "Failed", "12.3"]
    ]  # fmt: skip


def test_a_window_says_what_is_waited_for_and_what_became_of_it(view: View, capsys: pytest.CaptureFixture[str]) -> None:
    view.check(Check("production", "beforeEntry", "Window", "InProgress", 0.0))
    view.check(Check("production", "beforeEntry", "Window", "InProgress", 0.0, "The window opens on [Monday]"))
    view.check(Check("production", "beforeEntry", "Window", "Abandoned", 2.0, "The window opens on [Monday]"))
    assert capsys.readouterr().out.splitlines() == [
        "◷ production beforeEntry Window: The window opens on [Monday]",
        "◆ production beforeEntry Window Abandoned 2.0 s",
    ]


def test_a_rollback_names_the_execution_and_the_commit_to_which_it_returns(
    view: View, capsys: pytest.CaptureFixture[str]
) -> None:
    view.rollback(Execution("abcdefghij", "InProgress", "0123456789", "webapp", target="klmnopqrst"))
    assert capsys.readouterr().out == "↩ Execution abcdefgh rolls back to execution klmnopqr, commit 0123456\n"
