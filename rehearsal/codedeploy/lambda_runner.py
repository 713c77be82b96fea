"""Runs one deployment of a function: does what the state machine says, with the service role of the group."""

import contextlib
import json
import queue
import time
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from rehearsal.codedeploy import alarms, configurations, hook_executions, notifications
from rehearsal.codedeploy.deployment import Error, Outcome, Status
from rehearsal.codedeploy.lambda_revision import LambdaRevision, parse
from rehearsal.codedeploy.lambda_shift import (
    AFTER,
    BEFORE,
    TRAFFIC,
    Action,
    RunHook,
    SetWeight,
    Shift,
    Wait,
    all_at_once,
    shift,
)
from rehearsal.codedeploy.service_role import ServiceRole, denial
from rehearsal.codedeploy.store import DeploymentRecord, Group, LambdaTarget, LifecycleEvent
from rehearsal.server import pace
from rehearsal.server.service import ApiError

HOOK_MINUTES = 60  # within which a hook must have said how it went
POLL_SECONDS = 0.25


class HookFailed(Exception):
    """Of a lifecycle event; the message says why."""


class LambdaRunner:
    def __init__(self, record: DeploymentRecord, group: Group) -> None:
        self._record, self._group = record, group
        self._role: ServiceRole
        self._revision: LambdaRevision
        self._target: LambdaTarget

    def run(self) -> Outcome:
        """Until the deployment has ended. The record shows at every moment how far it is."""
        self._record.info.update(status=str(Status.IN_PROGRESS), startTime=time.time())
        notifications.deployment_changed(self._record, self._group.info["deploymentGroupId"])
        try:
            self._role = ServiceRole(self._group, self._record.id)
            return self._advance(self._begin())
        except (ApiError, ClientError, BotoCoreError) as error:
            known = denial(error, self._group.info["serviceRoleArn"])
            return Outcome(Status.FAILED, known or Error("INTERNAL_ERROR", str(error)), "DEPLOYMENT_FAILURE")

    def _begin(self) -> Shift:
        """A rollback moves everything back at once, whatever the alarms say."""
        rollback = self._record.info["creator"] == "codeDeployRollback"
        self._watched = [] if rollback else alarms.watched(self._group.info)
        self._revision = parse(self._record.info["revision"])
        self._target = LambdaTarget(self._revision, [LifecycleEvent(name) for name in (BEFORE, TRAFFIC, AFTER)])
        self._record.targets = {self._target.instance_id: self._target}
        self._target.status = Status.IN_PROGRESS
        config = self._record.info["deploymentConfigName"]
        steps = all_at_once() if rollback else configurations.traffic_steps(config)
        state = shift(steps, frozenset(event for event, _ in self._revision.hooks))
        return self._after_alarms(state if rollback else self._from_where_it_is(state))

    def _from_where_it_is(self, state: Shift) -> Shift:
        """The alias must be at the version from which the revision takes it."""
        found, expected = self._alias()["FunctionVersion"], self._revision.current
        if found == expected:
            return state
        message = f"The alias {self._revision.id} is at version {found}, not at {expected}"
        return state.stopped(Error("INVALID_LAMBDA_CONFIGURATION", message))

    def _advance(self, state: Shift) -> Outcome:
        while (outcome := state.outcome()) is None:
            action = state.next
            assert action is not None, "without an outcome there is something to do"
            state = self._perform(state, action)
        self._close(outcome)
        return outcome

    def _perform(self, state: Shift, action: Action) -> Shift:
        match action:
            case RunHook(event):
                return self._hook(state, action, event)
            case SetWeight(percent):
                self._event(TRAFFIC, Status.IN_PROGRESS)
                self._set_weight(percent)
                if percent == 100:
                    self._event(TRAFFIC, Status.SUCCEEDED)
                return self._interrupted(state.after(action), 0)
            case Wait(minutes):
                waited = self._interrupted(state, pace.seconds(minutes))
                return waited if waited.stop else waited.after(action)

    def _interrupted(self, state: Shift, seconds: float) -> Shift:
        """After so long, or as soon as an alarm or a request stops the deployment."""
        deadline = time.monotonic() + seconds
        while True:
            with contextlib.suppress(queue.Empty):
                remaining = max(0.0, deadline - time.monotonic())
                state = self._record.inbox.get(timeout=min(POLL_SECONDS, remaining) or 0.001)(state)
            state = self._after_alarms(state)
            if state.stop is not None or time.monotonic() >= deadline:
                return state

    def _after_alarms(self, state: Shift) -> Shift:
        if not self._watched:
            return state
        try:
            error = alarms.active(self._role.client("cloudwatch"), self._watched)
        except (ClientError, BotoCoreError) as failed:
            error = denial(failed, self._role.role_arn) or Error("INTERNAL_ERROR", str(failed))
        return state.stopped(error) if error else state

    def _hook(self, state: Shift, action: RunHook, event: str) -> Shift:
        function = dict(self._revision.hooks)[event]
        self._event(event, Status.IN_PROGRESS)
        try:
            self._run_function(function)
        except HookFailed as failed:
            self._event(event, Status.FAILED, str(failed))
            return state.stopped(Error("HOOK_EXECUTION_FAILURE", f"{event}: {failed}"))
        self._event(event, Status.SUCCEEDED)
        return self._interrupted(state.after(action), 0)

    def _run_function(self, function: str) -> None:
        """Raises HookFailed."""
        execution = hook_executions.begin(self._record.id)
        payload = {"DeploymentId": self._record.id, "LifecycleEventHookExecutionId": execution.id}
        try:
            answer = self._role.client("lambda").invoke(FunctionName=function, Payload=json.dumps(payload))
            if "FunctionError" in answer:
                raise HookFailed(f"the function {function} ended in an error: {answer['Payload'].read().decode()}")
            if execution.said.get(timeout=pace.seconds(HOOK_MINUTES)) != "Succeeded":
                raise HookFailed(f"the function {function} said that it failed")
        except queue.Empty:
            raise HookFailed(f"the function {function} has not said within an hour how it went") from None
        finally:
            hook_executions.end(execution)

    def _set_weight(self, percent: int) -> None:
        current, target = self._revision.current, self._revision.target
        weights = {} if percent == 100 else {target: percent / 100}
        self._role.client("lambda").update_alias(
            FunctionName=self._revision.function,
            Name=self._revision.alias,
            FunctionVersion=target if percent == 100 else current,
            RoutingConfig={"AdditionalVersionWeights": weights},
        )
        self._target.weight, self._target.updated = float(percent), time.time()

    def _alias(self) -> dict[str, Any]:
        found: dict[str, Any] = self._role.client("lambda").get_alias(
            FunctionName=self._revision.function, Name=self._revision.alias
        )
        return found

    def _event(self, name: str, status: Status, message: str | None = None) -> None:
        event = next(one for one in self._target.events if one.name == name)
        if event.status == status:
            return
        event.status = status
        event.started = event.started or time.time()
        event.ended = None if status is Status.IN_PROGRESS else time.time()
        event.diagnostics = {"errorCode": "ScriptFailed", "message": message} if message else None
        notifications.event_changed(self._record, self._target, event)

    def _close(self, outcome: Outcome) -> None:
        for event in self._target.events:
            if event.status == Status.IN_PROGRESS:
                self._event(event.name, Status.FAILED, outcome.error.message if outcome.error else None)
            elif event.status == Status.PENDING:
                event.status = Status.SKIPPED
        self._target.status = Status.SUCCEEDED if outcome.status is Status.SUCCEEDED else Status.FAILED
        self._target.updated = time.time()
