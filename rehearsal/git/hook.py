"""post-receive: tells the rehearsal's server of a push, and the pusher what came of it.

Arguments: the server's control socket, the repository's name. Git gives `old new ref` lines on stdin, and what
`git push -o` says in the environment.
Runs by its path, outside the package, so it imports the standard library only.
"""

import json
import os
import socket
import sys


def main(path: str, repository: str) -> int:
    updates = [line.split() for line in sys.stdin]
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(path)
        except OSError:
            print("slipway: the rehearsal is not running; nothing was started", file=sys.stderr)
            return 1
        options = [os.environ[f"GIT_PUSH_OPTION_{n}"] for n in range(int(os.environ.get("GIT_PUSH_OPTION_COUNT", "0")))]
        request = {"command": "push", "repository": repository, "updates": updates, "options": options}
        connection.sendall(json.dumps(request).encode() + b"\n")
        answer = json.loads(connection.makefile().readline() or "{}")
    for line in answer.get("lines", ["the rehearsal did not answer"]):
        print(f"slipway: {line}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
