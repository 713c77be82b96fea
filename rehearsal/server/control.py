"""A private socket beside the AWS endpoint, for what no AWS API says: a git push, the click on a connection.

One JSON object a line, one answer a line. The socket lies in the rehearsal's folder, which only its
owner can enter.
"""

import json
import socketserver
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Command = Callable[[dict[str, Any]], dict[str, Any]]


def serve(path: Path, commands: Mapping[str, Command]) -> None:
    """Answer commands in the background until the process ends."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            for line in self.rfile:
                request = json.loads(line)
                command = commands.get(request["command"])
                answer = command(request) if command else {"error": f"no command {request['command']}"}
                self.wfile.write(json.dumps(answer).encode() + b"\n")

    server = socketserver.ThreadingUnixStreamServer(str(path), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, name="control", daemon=True).start()
