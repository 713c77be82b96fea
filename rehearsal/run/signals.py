"""The signals that end a rehearsal."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def on_signals(handler: Callable[[int, FrameType | None], object] | signal.Handlers) -> None:
    for each in ENDING:
        signal.signal(each, handler)


@contextmanager
def held_back() -> Iterator[None]:
    """The first signal that comes meanwhile is handled at the end of the block, in the main thread.

    For the start of a process: `Popen` that a signal interrupts may have started one that nobody knows.
    """
    came: list[int] = []
    former = {each: signal.signal(each, lambda number, frame: came.append(number)) for each in ENDING}
    try:
        yield
    finally:
        for each, handler in former.items():
            signal.signal(each, handler)
        if came:
            signal.raise_signal(came[0])
