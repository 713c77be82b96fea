"""The `systemctl` of a local instance: passes the command line on to its system manager.

Stands alone (started with `python -I -S`), as hook scripts may call it many times.
"""

import json
import os
import socket
import sys

FOLDER, NAME = "/run/systemd", "rehearsal.sock"
VERBS = (
    "start", "stop", "restart", "is-active", "is-failed", "is-enabled", "enable", "disable", "daemon-reload",
    "status", "show", "reset-failed",
)  # fmt: skip
_IGNORED = {"--no-pager", "-l", "--full", "--system", "--no-ask-password"}
_KNOWN = {"--now", "--quiet", "-q", "--value"}


def parse(arguments: list[str]) -> dict[str, object]:
    """The request for a command line. Raises ValueError for what the rehearsal does not implement."""
    words, flags = [], []
    rest = iter(arguments)
    for argument in rest:
        if argument in ("-p", "--property"):
            flags.append(f"--property={next(rest, '')}")
        elif argument in _KNOWN or argument.startswith("--property="):
            flags.append(argument)
        elif argument.startswith("-") and argument not in _IGNORED:
            raise ValueError(f"the rehearsal does not implement the option {argument}")
        elif argument not in _IGNORED:
            words.append(argument)
    if not words or words[0] not in VERBS:
        raise ValueError(f"the rehearsal implements {', '.join(VERBS)}; not {' '.join(words[:1]) or 'nothing'}")
    if len(words) == 1 and words[0] != "daemon-reload":
        raise ValueError(f"{words[0]} needs a unit")
    return {"verb": words[0], "units": words[1:], "flags": flags}


def main() -> int:
    try:
        request = parse(sys.argv[1:])
    except ValueError as error:
        print(f"systemctl: {error}", file=sys.stderr)
        return 1
    os.chdir(os.environ.get("INSTANCE_ROOT", "") + FOLDER)  # a socket's path is short
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(NAME)
        connection.sendall(json.dumps(request).encode() + b"\n")
        with connection.makefile("rb") as stream:
            answer = json.loads(stream.readline())
    flags = request["flags"]
    assert isinstance(flags, list)
    if not {"--quiet", "-q"} & set(flags):
        sys.stdout.write(answer["out"])
    sys.stderr.write(answer["err"])
    return int(answer["code"])


if __name__ == "__main__":
    sys.exit(main())
