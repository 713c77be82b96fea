"""The instance's first process: `python -m rehearsal.instances.boot <root>`, "" for an isolated instance.

It starts what is enabled, answers `systemctl` and the owner's commands until SIGTERM, then stops all services.
"""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from rehearsal.instances import systemctl, wire
from rehearsal.instances.system_manager import SystemManager
from rehearsal.instances.systemctl_verbs import answer

SOCKET = f"{systemctl.FOLDER}/{systemctl.NAME}"


def main(root: str) -> None:
    """Says "ready" on stdout once `systemctl` works and everything enabled was started."""
    manager = SystemManager(root)

    def handle(request: dict[str, Any], reply: wire.Reply) -> None:
        if "argv" in request:
            _run(manager, request, reply)
        else:
            reply(answer(manager, request))

    server = wire.serve(Path(manager.locate(SOCKET)), handle)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    for error in manager.boot():
        print(error, file=sys.stderr, flush=True)
    print("ready", flush=True)
    server.serve_forever(poll_interval=0.05)
    manager.stop_all()


def _run(manager: SystemManager, request: dict[str, Any], reply: wire.Reply) -> None:
    """A command of the instance's owner: its output as {"line"}, then {"code"} (null: timed out)."""
    process = subprocess.Popen(
        request["argv"],
        env=manager.environment | request["environment"],
        cwd=manager.locate("/"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    late = threading.Event()

    def end() -> None:
        late.set()
        os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(request["timeout"], end)
    timer.start()
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            reply({"line": line})
    code = process.wait()
    timer.cancel()
    reply({"code": None if late.is_set() else code})


if __name__ == "__main__":
    main(sys.argv[1])
