"""Asks the server what no AWS API says; see server/control.py."""

import json
import socket
from pathlib import Path
from typing import Any


def ask(folder: Path, command: str, **fields: Any) -> dict[str, Any]:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(folder / "control.sock"))
        connection.sendall(json.dumps({"command": command, **fields}).encode() + b"\n")
        answer: dict[str, Any] = json.loads(connection.makefile().readline())
    return answer
