"""One JSON request and its answers over a Unix socket, between this machine and an instance, and inside it."""

import json
import os
import socket
import socketserver
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Reply = Callable[[dict[str, Any]], None]
Handle = Callable[[dict[str, Any], Reply], None]


@contextmanager
def _short(path: Path) -> Iterator[str]:
    """An address for a socket in a folder of any depth; the kernel takes 107 bytes."""
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def ask(path: Path, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Send a request and yield the answers as they come. Raises OSError when nothing listens there."""
    with socket.socket(socket.AF_UNIX) as connection:
        with _short(path) as address:
            connection.connect(address)
        with connection.makefile("rwb") as stream:
            stream.write(json.dumps(request).encode() + b"\n")
            stream.flush()
            for line in stream:
                yield json.loads(line)


def serve(path: Path, handle: Handle) -> socketserver.ThreadingUnixStreamServer:
    """A server, not yet running, that calls `handle(request, reply)` in a thread for each request."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            line = self.rfile.readline()
            if line:
                handle(json.loads(line), self._reply)

        def _reply(self, answer: dict[str, Any]) -> None:
            self.wfile.write(json.dumps(answer).encode() + b"\n")
            self.wfile.flush()

    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with _short(path) as address:
        server = socketserver.ThreadingUnixStreamServer(address, Handler)
    server.daemon_threads = True
    return server


def listens(path: Path) -> bool:
    """Whether a server accepts connections there."""
    try:
        with _short(path) as address, socket.socket(socket.AF_UNIX) as connection:
            connection.connect(address)
    except OSError:
        return False
    return True
