"""`python -m rehearsal.run.stop`: ends the rehearsal of this checkout, wherever it was started."""

import os
import signal
import sys
import time
from pathlib import Path

from rehearsal.run.workplace import AlreadyRunning, only_one, remove_leftovers, session_of

WAIT_SECONDS = 20


def main() -> int:
    project = Path.cwd()
    deadline = time.monotonic() + WAIT_SECONDS
    process: int | None = None
    while time.monotonic() < deadline:
        try:
            with only_one(project):
                remove_leftovers(project)
        except AlreadyRunning:
            session = session_of(project)
            if session is not None and process is None:
                process = session["pid"]
                os.kill(process, signal.SIGTERM)
        else:
            if process is None or not _alive(process):
                print("No rehearsal of this checkout was running." if process is None else "The rehearsal has ended.")
                return 0
        time.sleep(0.1)
    print("The rehearsal does not end.", file=sys.stderr)
    return 1


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
