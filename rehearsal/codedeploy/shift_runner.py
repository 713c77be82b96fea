"""What runs of deployments that move traffic share: they wait, they listen, they say how far an event is."""

import contextlib
import queue
import time
from typing import Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from rehearsal.codedeploy import alarms, notifications
from rehearsal.codedeploy.deployment import Error, Outcome, Status
from rehearsal.codedeploy.service_role import ServiceRole, denial
from rehearsal.codedeploy.store import DeploymentRecord, EcsTarget, Group, LambdaTarget
from rehearsal.codedeploy.traffic_shift import Shift
from rehearsal.server.service import ApiError

POLL_SECONDS = 0.25
S = TypeVar("S", bound=Shift[Any])


class ShiftRunner:
    """`FAILURE`: the errorCode of a lifecycle event that has failed."""

    FAILURE: str

    def __init__(self, record: DeploymentRecord, group: Group) -> None:
        self._record, self._group = record, group
        self._watched: list[str] = []
        self._role: ServiceRole
        self._target: EcsTarget | LambdaTarget

    def _interrupted(self, state: S, seconds: float) -> S:
        """After so long, or as soon as an alarm or a request stops the deployment."""
        deadline = time.monotonic() + seconds
        while True:
            with contextlib.suppress(queue.Empty):
                remaining = max(0.0, deadline - time.monotonic())
                state = self._record.inbox.get(timeout=min(POLL_SECONDS, remaining) or 0.001)(state)
            state = self._after_alarms(state)
            if state.stop is not None or time.monotonic() >= deadline:
                return state

    def _after_alarms(self, state: S) -> S:
        if not self._watched:
            return state
        try:
            error = alarms.active(self._role.client("cloudwatch"), self._watched)
        except (ClientError, BotoCoreError) as failed:
            error = self._error(failed)
        return state.stopped(error) if error else state

    def _error(self, error: Exception) -> Error:
        code = error.code if isinstance(error, ApiError) else "INTERNAL_ERROR"
        return denial(error, self._group.info["serviceRoleArn"]) or Error(code, str(error))

    def _set(self, name: str, status: Status, message: str | None = None) -> None:
        """Of a lifecycle event."""
        event = next(one for one in self._target.events if one.name == name)
        if event.status == status:
            return
        event.status = status
        event.started = event.started or time.time()
        event.ended = None if status is Status.IN_PROGRESS else time.time()
        event.diagnostics = {"errorCode": self.FAILURE, "message": message} if message else None
        notifications.event_changed(self._record, self._target, event)

    def _closed(self, outcome: Outcome) -> Outcome:
        """`outcome`, after events and target say what has become of them."""
        for event in self._target.events:
            if event.status == Status.IN_PROGRESS:
                self._set(event.name, Status.FAILED, outcome.error.message if outcome.error else None)
            elif event.status == Status.PENDING:
                event.status = Status.SKIPPED
        self._target.status = Status.SUCCEEDED if outcome.status is Status.SUCCEEDED else Status.FAILED
        self._target.updated = time.time()
        return outcome
