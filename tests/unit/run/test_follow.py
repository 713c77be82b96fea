"""Following the pipeline ends with the journey, with the server, and with an interrupt, however that comes."""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import pytest

from rehearsal.run import cdk
from rehearsal.run.follow import Follower
from rehearsal.run.view import View


@contextmanager
def followed() -> Iterator[tuple[Follower, IO[str]]]:
    """And the server's end of its progress."""
    read_end, write_end = os.pipe()
    with os.fdopen(read_end) as progress, os.fdopen(write_end, "w") as server:
        yield Follower(progress, View()), server


def unasked(*_: object) -> None:
    pytest.fail("nothing waits for anybody")


def test_it_ends_with_the_execution() -> None:
    line = {"kind": "execution", "pipeline": "webapp", "execution": "1", "revision": "c", "trigger": "Webhook"}
    with followed() as (follower, server):
        for status in ("InProgress", "Succeeded"):
            print(json.dumps({**line, "status": status}), file=server, flush=True)
        assert follower.until_ended(unasked, unasked).status == "Succeeded"


def test_it_ends_with_the_server() -> None:
    with followed() as (follower, server):
        server.close()
        with pytest.raises(EOFError):
            follower.until_ended(unasked, unasked)


def test_an_interrupt_whose_exception_is_lost_ends_it_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """It came while Python ran a finalizer, which drops exceptions, and further signals are ignored."""
    monkeypatch.setattr(cdk, "_interrupted", threading.Event())
    with followed() as (follower, server):
        threading.Timer(0.1, cdk.interrupt).start()
        too_late = threading.Timer(5, server.close)
        too_late.start()
        with pytest.raises(KeyboardInterrupt):
            follower.until_ended(unasked, unasked)
        too_late.cancel()
