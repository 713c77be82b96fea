"""A client that asks all the time, and what it got."""

import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

THREADS = 8
PAUSE_SECONDS = 0.1  # of each thread, between two requests: 80 requests a second at the most
TIMEOUT_SECONDS = 10


@dataclass
class Client:
    """Asks each of `urls`, a connection for each request. Any answer but 200 counts as failed, as does none."""

    urls: tuple[str, ...]
    answered: int = 0
    seconds: float = 0
    failures: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def rate(self) -> float:
        """Requests a second."""
        return (self.answered + self.failures.total()) / self.seconds if self.seconds else 0.0

    @contextmanager
    def asking(self) -> Iterator["Client"]:
        over, started = threading.Event(), time.monotonic()
        threads = [threading.Thread(target=self._ask, args=(n, over)) for n in range(THREADS)]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            over.set()
            for thread in threads:
                thread.join()
            self.seconds += time.monotonic() - started

    def _ask(self, number: int, over: threading.Event) -> None:
        url = self.urls[number % len(self.urls)]
        while not over.wait(PAUSE_SECONDS):
            failure = _failure(url)
            with self._lock:
                if failure is None:
                    self.answered += 1
                else:
                    self.failures[failure] += 1


def _failure(url: str) -> str | None:
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT_SECONDS) as answer:
            answer.read()
    except OSError as error:  # urllib's errors, an answer of 4xx or 5xx included, are OSErrors
        return str(error)
    return None
