"""A stream in CloudWatch Logs, written in batches with the own rights of who writes: a build, a task, an agent."""

import threading
import time
from typing import Any

from botocore.exceptions import ClientError

MAXIMUM_EVENTS = 1000  # in one PutLogEvents; AWS allows 10,000 and 1 MiB
MAXIMUM_CHARACTERS = 64 * 1024  # of one event
FLUSH_SECONDS = 0.5


class LogStream:
    """Lines are kept and sent in batches by a thread; `close` sends the rest."""

    def __init__(self, logs: Any, group: str, stream: str) -> None:
        self._logs, self._place = logs, {"logGroupName": group, "logStreamName": stream}
        self._waiting: list[dict[str, Any]] = []
        self._lock, self._closing = threading.Lock(), threading.Event()
        self._thread = threading.Thread(target=self._send_until_closed, daemon=True)

    def open(self) -> None:
        """Make the stream, and its group if there is none. Raises botocore's ClientError if the role may not."""
        try:
            self._logs.create_log_stream(**self._place)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ResourceNotFoundException":
                raise
            self._logs.create_log_group(logGroupName=self._place["logGroupName"])
            self._logs.create_log_stream(**self._place)
        self._flush()
        self._thread.start()

    def line(self, text: str) -> None:
        event = {"timestamp": int(time.time() * 1000), "message": text[:MAXIMUM_CHARACTERS] or " "}
        with self._lock:
            self._waiting.append(event)

    def close(self) -> None:
        self._closing.set()
        if self._thread.ident is not None:
            self._thread.join()
            self._flush()

    def _send_until_closed(self) -> None:
        while not self._closing.wait(FLUSH_SECONDS):
            self._flush()

    def _flush(self) -> None:
        while True:
            with self._lock:
                batch, self._waiting = self._waiting[:MAXIMUM_EVENTS], self._waiting[MAXIMUM_EVENTS:]
            if not batch:
                return
            self._logs.put_log_events(**self._place, logEvents=batch)
