"""Runs one deployment of a function: does what the state machine says, with the service role of the group."""

import json
import queue
import time
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from rehearsal.codedeploy import alarms, configurations, hook_executions, notifications
from rehearsal.codedeploy.deployment import Error, Outcome, Status
from rehearsal.codedeploy.lambda_revision import LambdaRevision, parse
from rehearsal.codedeploy.lambda_shift import AFTER, BEFORE, TRAFFIC, Action, RunHook, Shift, shift
from rehearsal.codedeploy.service_role import ServiceRole
from rehearsal.codedeploy.shift_runner import ShiftRunner
from rehearsal.codedeploy.store import LambdaTarget, LifecycleEvent
from rehearsal.codedeploy.traffic_shift import SetWeight, Wait, all_at_once
from rehearsal.server import pace
from rehearsal.server.service import ApiError

HOOK_MINUTES = 60  # within which a hook must have said how it went


class HookFailed(Exception):
    """Of a lifecycle event; the message says why."""


class LambdaRunner(ShiftRunner):
    FAILURE = "ScriptFailed"
    _revision: LambdaRevision
    _target: LambdaTarget

    def run(self) -> Outcome:
        """Until the deployment has ended. The record shows at every moment how far it is."""
        self._record.info.update(status=str(Status.IN_PROGRESS), startTime=time.time())
        notifications.deployment_changed(self._record, self._group.info["deploymentGroupId"])
        try:
            self._role = ServiceRole(self._group, self._record.id)
            return self._advance(self._begin())
        except (ApiError, ClientError, BotoCoreError) as error:
            return Outcome(Status.FAILED, self._error(error), "DEPLOYMENT_FAILURE")

    def _begin(self) -> Shift:
        """A rollback moves everything back at once."""
        rollback = self._record.is_rollback
        self._watched = alarms.watched(self._record.info, self._group.info)
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
        return self._closed(outcome)

    def _perform(self, state: Shift, action: Action) -> Shift:
        match action:
            case RunHook(event):
                return self._hook(state, action, event)
            case SetWeight(percent):
                self._set(TRAFFIC, Status.IN_PROGRESS)
                self._set_weight(percent)
                if percent == 100:
                    self._set(TRAFFIC, Status.SUCCEEDED)
                return self._interrupted(state.after(action), 0)
            case Wait(minutes):
                waited = self._interrupted(state, pace.seconds(minutes))
                return waited if waited.stop else waited.after(action)

    def _hook(self, state: Shift, action: RunHook, event: str) -> Shift:
        function = dict(self._revision.hooks)[event]
        self._set(event, Status.IN_PROGRESS)
        try:
            self._run_function(function)
        except HookFailed as failed:
            self._set(event, Status.FAILED, str(failed))
            return state.stopped(Error("HOOK_EXECUTION_FAILURE", f"{event}: {failed}"))
        self._set(event, Status.SUCCEEDED)
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
