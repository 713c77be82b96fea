"""The server with CodeDeploy and what it stands on, and nothing else: `python part_of_the_server.py`."""

import asyncio
import os
import signal


def main() -> None:
    from hypercorn.asyncio import serve
    from hypercorn.config import Config
    from ministack.app import app

    from rehearsal.codedeploy import service
    from rehearsal.server import iam_corrections, plug_points
    from rehearsal.server.settings import from_environment

    settings = from_environment()
    plug_points.install()
    iam_corrections.install()
    fleet = service.install()
    config = Config()
    config.bind = [f"127.0.0.1:{settings.port}"]
    config.certfile, config.keyfile = str(settings.certificate), str(settings.private_key)
    config.loglevel = "WARNING"

    def end(*_: object) -> None:
        fleet.terminate_all()
        os._exit(0)  # hypercorn would wait half a minute for clients to close their TLS connections

    signal.signal(signal.SIGTERM, end)
    asyncio.run(serve(app, config, shutdown_trigger=asyncio.Event().wait))


if __name__ == "__main__":
    main()
