"""A client that asks all the time, and what it got: from which version, how often in vain, how evenly."""

import re
import threading
import time
import urllib.request
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

THREADS = 16
RATE = 64.0  # requests a second of all threads together: each has its times, and makes up for those that it was late
TIMEOUT_SECONDS = 10
LATEST = 32  # requests, of half a second
WINDOW_SECONDS = 10
COMMIT = re.compile(r"commit <code>(\w+)</code>")


@dataclass
class Client:
    """Asks each of `urls`, a connection for each request. Any answer but 200 counts as failed, as does none."""

    urls: tuple[str, ...]
    commits: Counter[str] = field(default_factory=Counter)  # answers of each version
    failures: Counter[str] = field(default_factory=Counter)
    seconds: float = 0
    _latest: deque[str] = field(default_factory=lambda: deque(maxlen=LATEST), repr=False)
    _windows: Counter[int] = field(default_factory=Counter, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def answered(self) -> int:
        return self.commits.total()

    @property
    def asked(self) -> int:
        return self.answered + self.failures.total()

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.asked / self.seconds if self.seconds else 0.0

    @property
    def least_rate(self) -> float:
        """Requests a second in the slowest ten seconds, but for the last, which are not whole."""
        whole = range(int(self.seconds) // WINDOW_SECONDS)
        return min((self._windows[number] for number in whole), default=0) / WINDOW_SECONDS

    def got_only(self, commit: str) -> bool:
        """Whether the latest requests were all answered by this version, or in vain, if it is ""."""
        with self._lock:
            return set(self._latest) == {commit}

    @contextmanager
    def asking(self) -> Iterator["Client"]:
        over, started = threading.Event(), time.monotonic()
        threads = [threading.Thread(target=self._ask, args=(n, over, started)) for n in range(THREADS)]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            over.set()
            for thread in threads:
                thread.join()
            self.seconds += time.monotonic() - started

    def _ask(self, number: int, over: threading.Event, started: float) -> None:
        url, due = self.urls[number % len(self.urls)], started + number / RATE
        while not over.wait(max(0.0, due - time.monotonic())):
            due = max(due, time.monotonic() - TIMEOUT_SECONDS) + THREADS / RATE
            self._count(*_answer(url), int(time.monotonic() - started) // WINDOW_SECONDS)

    def _count(self, commit: str, failure: str, window: int) -> None:
        with self._lock:
            self._windows[window] += 1
            if failure:
                self.failures[failure] += 1
            else:
                self.commits[commit] += 1
            self._latest.append(commit)


def _answer(url: str) -> tuple[str, str]:
    """The commit that the page names, and why there is none."""
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT_SECONDS) as answer:
            found = COMMIT.search(answer.read().decode())
    except OSError as error:  # urllib's errors, an answer of 4xx or 5xx included, are OSErrors
        return "", str(error)
    return (found.group(1), "") if found else ("", "a page that names no commit")
