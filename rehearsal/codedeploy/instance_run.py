"""A deployment on one instance: its lifecycle events in order, until one fails."""

import time
from collections.abc import Callable
from typing import Protocol

from rehearsal.codedeploy.deployment import Status
from rehearsal.codedeploy.store import InstanceTarget, LifecycleEvent, Shape

Perform = Callable[[str], Shape | None]
"""Performs the lifecycle event of that name; returns its diagnostics. Raises EventFailed."""


class EventFailed(Exception):
    """A lifecycle event that failed, with its diagnostics."""

    def __init__(self, diagnostics: Shape) -> None:
        super().__init__(diagnostics["message"])
        self.diagnostics = diagnostics


class Watcher(Protocol):
    def event_changed(self, target: InstanceTarget, event: LifecycleEvent) -> None: ...


def run(target: InstanceTarget, perform: Perform, stopping: Callable[[], bool], watcher: Watcher) -> bool:
    """Perform the target's events; the rest are skipped after a failure, or once `stopping()` says so.

    True if all of them succeeded. An event that has begun always runs to its end. Raises what `perform`
    raises besides EventFailed.
    """
    try:
        return all(not stopping() and _succeeds(target, event, perform, watcher) for event in target.events)
    finally:
        skip(target)


def skip(target: InstanceTarget) -> None:
    """Mark what has not begun as skipped."""
    for event in target.events:
        if event.status == Status.PENDING:
            event.status = Status.SKIPPED


def _succeeds(target: InstanceTarget, event: LifecycleEvent, perform: Perform, watcher: Watcher) -> bool:
    event.status, event.started = Status.IN_PROGRESS, time.time()
    watcher.event_changed(target, event)
    try:
        event.diagnostics = perform(event.name)
        event.status = Status.SUCCEEDED
    except Exception as error:
        event.status = Status.FAILED
        if not isinstance(error, EventFailed):
            event.diagnostics = unknown_error(str(error))
            raise
        event.diagnostics = error.diagnostics
    finally:
        event.ended = target.updated = time.time()
        watcher.event_changed(target, event)
    return event.status == Status.SUCCEEDED


def unknown_error(message: str) -> Shape:
    """The diagnostics of an event that failed without a script's doing."""
    return {"errorCode": "UnknownError", "scriptName": "", "message": message, "logTail": ""}
