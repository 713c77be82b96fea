"""Which statements IAM could not have allowed a request without, for who asks: tests/slow/statements.py.

When the environment variable RECORD names a file, each request that is allowed is decided once more without
each of the statements that allow it, and a line is written for every one without which it would be denied.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from ministack.core import iam_evaluator

from rehearsal.server.settings import PREFIX

RECORD = PREFIX + "DECISIONS"
P = ParamSpec("P")
Answer = TypeVar("Answer")
_allowing: ContextVar[dict[str, Any] | None] = ContextVar("allowing", default=None)  # request by statement's sid
_left_out: ContextVar[str | None] = ContextVar("left out", default=None)  # a statement's sid


def install() -> None:
    if RECORD in os.environ:
        _watch_statements()
        iam_evaluator.enforce = recorded(iam_evaluator.enforce)


def recorded(decide: Callable[P, Answer]) -> Callable[P, Answer]:
    """`decide`, which answers None when it allows: itself when nobody asks."""
    file = os.environ.get(RECORD)
    if file is None:
        return decide

    def deciding(*arguments: P.args, **named: P.kwargs) -> Answer:
        with _set(_allowing, {}) as allowing:
            answer = decide(*arguments, **named)
        if answer is None:
            for sid, request in allowing.items():
                with _set(_left_out, sid):
                    if decide(*arguments, **named) is not None:
                        _write(Path(file), sid, request)
        return answer

    return deciding


def _watch_statements() -> None:
    original = iam_evaluator._first_match

    def first_match(request: Any, statements: list[Any], effect: str) -> Any:
        kept = [each for each in statements if not each.sid or each.sid != _left_out.get()]
        allowing = _allowing.get()
        if allowing is not None and effect == "Allow":
            allowing.update({each.sid: request for each in kept if each.sid and original(request, [each], effect)})
        return original(request, kept, effect)

    iam_evaluator._first_match = first_match


@contextmanager
def _set(variable: ContextVar[Any], value: Any) -> Iterator[Any]:
    token = variable.set(value)
    try:
        yield value
    finally:
        variable.reset(token)


def _write(file: Path, sid: str, request: Any) -> None:
    line = {
        "principal": request.principal_arn,
        "sid": sid,
        "action": request.action,
        "resource": request.resource_arn,
    }
    with file.open("a") as lines:
        lines.write(json.dumps(line) + "\n")
