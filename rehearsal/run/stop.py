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
    asked = False
    while time.monotonic() < deadline:
        try:
            with only_one(project):
                remove_leftovers(project)
        except AlreadyRunning:
            session = session_of(project)
            if session is not None and not asked:
                os.kill(session["pid"], signal.SIGTERM)
                asked = True
            time.sleep(0.1)
        else:
            print("The rehearsal has ended." if asked else "No rehearsal of this checkout was running.")
            return 0
    print("The rehearsal does not end.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
