"""The server process: `python -m rehearsal.server`, started by rehearsal/run with Settings.environment()."""

import asyncio
import ctypes
import os
import signal
import sys

from rehearsal.server.settings import from_environment

PR_SET_PDEATHSIG = 1


def main() -> None:
    _die_with_the_launcher()
    settings = from_environment()
    # MiniStack reads its environment at import, so nothing of it may be imported before now.
    from hypercorn.asyncio import serve
    from hypercorn.config import Config

    from rehearsal.server.boot import boot

    application, terminate_instances = boot()
    config = Config()
    config.bind = [f"127.0.0.1:{settings.port}"]
    config.certfile, config.keyfile = str(settings.certificate), str(settings.private_key)
    config.keep_alive_timeout = 75
    config.loglevel = "WARNING"

    def end(signal_number: int, frame: object) -> None:
        # At once: waiting for clients to close their connections would take half a minute.
        terminate_instances()
        os._exit(0)

    signal.signal(signal.SIGTERM, end)
    asyncio.run(serve(application, config, shutdown_trigger=asyncio.Event().wait))


def _die_with_the_launcher() -> None:
    """A launcher that crashes must not leave a server behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() == 1:
            sys.exit("the launcher has gone")


if __name__ == "__main__":
    main()
