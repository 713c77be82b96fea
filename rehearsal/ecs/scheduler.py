"""ECS's service scheduler: a task that ends is replaced, so that every task set keeps the size of its service.

What ends after its start is replaced at once; what repeatedly does not start is tried ever more slowly, and for ever:
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-throttle-logic.html
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from rehearsal.server import pace

LONGEST_MINUTES = 27
POLL_SECONDS = 0.1
END_SECONDS = 5.0


@dataclass
class Throttle:
    """Of one task set. `failures`: starts in a row that came to nothing."""

    failures: int = 0
    _due: float = 0.0

    def failed(self, now: float) -> None:
        self.failures += 1
        self._due = now + pace.seconds(min(2 ** (self.failures - 1), LONGEST_MINUTES))

    def outlived(self) -> None:
        self.failures, self._due = 0, 0.0

    def pause(self, now: float) -> float:
        """Seconds until the next start."""
        return max(0.0, self._due - now)


class Scheduler:
    """Calls `keep_sizes` with the time again and again, on a thread of its own."""

    def __init__(self, keep_sizes: Callable[[float], None]) -> None:
        self._keep_sizes = keep_sizes
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ecs-scheduler", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        """After it, nothing is started any more, unless a start hangs that is under way."""
        self._over.set()
        self._thread.join(END_SECONDS)

    def _run(self) -> None:
        while not self._over.wait(POLL_SECONDS):
            self._keep_sizes(time.monotonic())
