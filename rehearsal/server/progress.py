"""What happens in the server, told to the launcher as JSON lines on a pipe: the terminal view reads them."""

import json
import os
import threading
from typing import Any

PIPE = "SLIPWAY_REHEARSAL_PROGRESS"  # environment variable: the number of the pipe's file descriptor
_lock = threading.Lock()


def tell(kind: str, **fields: Any) -> None:
    """Tell the launcher, if there is one. `kind` says which fields to expect; see rehearsal/run/follow.py."""
    pipe = os.environ.get(PIPE)
    if pipe is None:
        return
    line = json.dumps({"kind": kind, **fields}) + "\n"
    try:
        with _lock:
            os.write(int(pipe), line.encode())
    except OSError:  # the launcher has gone: nobody to tell
        os.environ.pop(PIPE, None)
