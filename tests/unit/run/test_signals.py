"""A signal that ends a rehearsal leaves no process that nobody knows."""

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rehearsal.run import local_aws, signals
from rehearsal.server.settings import Settings


@pytest.fixture(autouse=True)
def interrupting() -> Iterator[None]:
    """Signals raise KeyboardInterrupt, as in a rehearsal."""
    former = {each: signal.getsignal(each) for each in signals.ENDING}
    signals.on_signals(signal.default_int_handler)
    yield
    for each, handler in former.items():
        signal.signal(each, handler)


@pytest.mark.parametrize("number", signals.ENDING)
def test_what_is_held_back_comes_at_the_end(number: signal.Signals) -> None:
    reached = []
    with pytest.raises(KeyboardInterrupt), signals.held_back():  # noqa: PT012 (what comes before the end is the point)
        signal.raise_signal(number)
        signal.raise_signal(number)  # of an impatient user
        reached.append("the end")
    assert reached
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)


def test_without_a_signal_nothing_comes_and_signals_are_as_before() -> None:
    before = [signal.getsignal(each) for each in signals.ENDING]
    with signals.held_back():
        assert [signal.getsignal(each) for each in signals.ENDING] != before
    assert [signal.getsignal(each) for each in signals.ENDING] == before


def test_a_signal_while_the_server_is_started_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Interrupted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            started.append(self)
            signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr("rehearsal.run.local_aws.subprocess.Popen", Interrupted)
    settings = Settings(tmp_path, 4566, "127.176", tmp_path)
    with pytest.raises(KeyboardInterrupt), local_aws._serving(settings, tmp_path / "log"):
        pytest.fail("it goes on")
    assert started[0].returncode is not None
