"""One rehearsal for all tests of this folder: each pushes to it, from whatever an earlier one has left there."""

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rehearsal import checkout, processes
from tests.rehearsal.running import PIPELINE, Running, answers, until


@pytest.fixture(scope="session")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """It has succeeded with the working tree as its first push, and stays up; in the end, `make stop` ends it."""
    scratch = checkout.make(tmp_path_factory.mktemp("checkout"))
    try:
        running = Running.start(scratch)
        yield running
        stop_leaves_nothing(running)
    finally:
        scratch.stop()


def stop_leaves_nothing(running: Running) -> None:
    """At the worst moment: builds run, and every instance serves."""
    running.checkout.commit("Never to arrive", {"webapp/src/page.html": ("<title>webapp", "<title>Webapp")})
    running.push()
    until(lambda: "Synthesize" in _running_actions(running))
    folder, port, url = running.session["folder"], running.port, running.url("production")
    certificate = ssl.get_server_certificate(("127.0.0.1", port))
    started = processes.descendants(running.session["pid"])
    assert len(started) > len(running.pages)  # the run itself, its server, instances, builds

    stopped = running.checkout.module("rehearsal.run.stop")

    assert (stopped.returncode, stopped.stdout) == (0, "The rehearsal has ended.\n")
    assert processes.left_after(3, started, folder) == {}
    assert not answers(port, certificate)
    host, _, number = url.removeprefix("http://").partition(":")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((host, int(number)), 1)
    assert not Path(folder).exists()
    assert running.checkout.git("remote").stdout == ""
    assert not {"env", "session.json"} & {each.name for each in running.checkout.state.iterdir()}


def _running_actions(running: Running) -> set[str]:
    state = running.client("codepipeline").get_pipeline_state(name=PIPELINE)
    return {
        action["actionName"]
        for stage in state["stageStates"]
        for action in stage["actionStates"]
        if action.get("latestExecution", {}).get("status") == "InProgress"
    }
