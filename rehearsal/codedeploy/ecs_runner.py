"""Runs one deployment of an ECS service: does what the state machine says, with the service role of the group."""

import time
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from rehearsal.codedeploy import alarms, configurations, notifications
from rehearsal.codedeploy.deployment import Outcome, Status
from rehearsal.codedeploy.ecs_revision import EcsRevision, parse
from rehearsal.codedeploy.ecs_routes import Routes, Rules
from rehearsal.codedeploy.ecs_shift import EVENTS, Action, Shift, Task, shift
from rehearsal.codedeploy.service_role import ServiceRole
from rehearsal.codedeploy.shift_runner import POLL_SECONDS, ShiftRunner
from rehearsal.codedeploy.store import DeploymentRecord, EcsTarget, Group, LifecycleEvent, Shape
from rehearsal.codedeploy.traffic_shift import SetWeight, Wait
from rehearsal.server import pace
from rehearsal.server.service import ApiError

STEADY_SECONDS = 60.0
EVENT_OF = {Task.INSTALL: "Install", Task.TEST: "AllowTestTraffic"}
# A hook may run at these; the rehearsal refuses hooks, so there is nothing to wait for.
AROUND = {
    "Install": ("BeforeInstall", "AfterInstall"),
    "AllowTestTraffic": ("", "AfterAllowTestTraffic"),
    "AllowTraffic": ("BeforeAllowTraffic", "AfterAllowTraffic"),
}


@dataclass(frozen=True)
class Left:
    """What a deployment leaves to its rollback: two task sets, where tests went before, and what undoes it."""

    original: Shape
    replacement: Shape
    tests: Rules
    undo: tuple[Action, ...]


class EcsRunner(ShiftRunner):
    FAILURE = "UnknownError"
    _target: EcsTarget

    def __init__(self, record: DeploymentRecord, group: Group) -> None:
        super().__init__(record, group)
        [where] = group.info["ecsServices"]
        self._service = {"cluster": where["clusterName"], "service": where["serviceName"]}
        self._routes: Routes
        self._revision: EcsRevision
        self._original: Shape = {}
        self._replacement: Shape = {}

    def run(self) -> Outcome:
        """Until the deployment has ended. The record shows at every moment how far it is."""
        self._record.info.update(status=str(Status.IN_PROGRESS), startTime=time.time())
        notifications.deployment_changed(self._record, self._group.info["deploymentGroupId"])
        target = EcsTarget(self._service["cluster"], self._service["service"], [LifecycleEvent(one) for one in EVENTS])
        self._target, self._record.targets = target, {target.instance_id: target}
        target.status = Status.IN_PROGRESS
        try:
            self._role = ServiceRole(self._group, self._record.id)
            state = self._begin()
        except (ApiError, ClientError, BotoCoreError) as error:
            return self._closed(Outcome(Status.FAILED, self._error(error)))
        outcome, state = self._advance(state)
        undo = state.undo() if self._replacement else ()
        self._record.left = Left(self._original, self._replacement, self._routes.before, undo)
        return self._closed(outcome)

    def _begin(self) -> Shift:
        [pair] = self._group.info["loadBalancerInfo"]["targetGroupPairInfoList"]
        self._watched = alarms.watched(self._record.info, self._group.info)
        self._revision = parse(self._record.info["revision"])
        self._routes = Routes(self._role.client("elbv2"), pair)
        self._original = next(one for one in self._described()["taskSets"] if one["status"] == "PRIMARY")
        ending = self._group.info["blueGreenDeploymentConfiguration"]["terminateBlueInstancesOnDeploymentSuccess"]
        steps = configurations.traffic_steps(self._record.info["deploymentConfigName"])
        state = shift(steps, self._routes.has_test, int(ending["terminationWaitTimeInMinutes"]))
        return self._after_alarms(state)

    def _advance(self, state: Shift) -> tuple[Outcome, Shift]:
        while (outcome := state.outcome()) is None:
            action = state.next
            assert action is not None, "without an outcome there is something to do"
            try:
                state = self._perform(state, action)
            except (ApiError, ClientError, BotoCoreError) as error:
                state = state.after(action).stopped(self._error(error))  # what it has done so far is to be undone
        return outcome, state

    def _perform(self, state: Shift, action: Action) -> Shift:
        if isinstance(action, Wait):
            waited = self._interrupted(state, pace.seconds(action.minutes))
            return waited if waited.stop else waited.after(action)
        event = "AllowTraffic" if isinstance(action, SetWeight) else EVENT_OF.get(action)
        if event:
            self._event(event, Status.IN_PROGRESS)
        self._do(action)
        if event and (not isinstance(action, SetWeight) or action.percent in (0, 100)):
            self._event(event, Status.SUCCEEDED)
        return self._interrupted(state.after(action), 0)

    def _do(self, action: Action) -> None:
        ecs = self._role.client("ecs")
        match action:
            case Task.INSTALL:
                self._install(ecs)
            case Task.TEST:
                self._routes.test(self._group_of(self._replacement))
                self._until_steady()  # now that requests are sent to its target group, that asks for its health
            case SetWeight(percent):
                self._routes.weigh(self._group_of(self._original), self._group_of(self._replacement), percent)
                self._target.weight, self._target.updated = float(percent), time.time()
            case Task.PRIMARY:
                ecs.update_service_primary_task_set(**self._service, primaryTaskSet=self._replacement["id"])
            case Task.END_ORIGINAL:
                ecs.delete_task_set(**self._service, taskSet=self._original["id"])
            case Task.RETURN_TEST:
                self._routes.return_test()
            case Task.RETURN_PRIMARY:
                ecs.update_service_primary_task_set(**self._service, primaryTaskSet=self._original["id"])
            case Task.END_REPLACEMENT:
                ecs.delete_task_set(**self._service, taskSet=self._replacement["id"])

    def _install(self, ecs: Any) -> None:
        front = {
            "targetGroupArn": self._routes.other(self._group_of(self._original)),
            "containerName": self._revision.container, "containerPort": self._revision.port,
        }  # fmt: skip
        definition = self._revision.task_definition
        made = ecs.create_task_set(**self._service, taskDefinition=definition, loadBalancers=[front])["taskSet"]
        self._replacement = made
        self._until_steady()

    def _until_steady(self) -> None:
        """Or until somebody wants the deployment to stop. Raises ApiError after a minute; AWS waits longer."""
        deadline = time.monotonic() + STEADY_SECONDS
        while self._record.inbox.empty() and not self._is_steady(self._replacement["id"]):
            if time.monotonic() > deadline:
                raise ApiError("ECS_UPDATE_ERROR", "The replacement task set did not reach a steady state")
            time.sleep(POLL_SECONDS)

    def _is_steady(self, task_set: str) -> bool:
        sets = {one["id"]: one for one in self._described()["taskSets"]}
        return bool(sets[task_set]["stabilityStatus"] == "STEADY_STATE")

    def _described(self) -> Shape:
        answer = self._role.client("ecs").describe_services(
            cluster=self._service["cluster"], services=[self._service["service"]]
        )
        if not answer["services"]:
            raise ApiError("INVALID_ECS_SERVICE", f"There is no service {self._service['service']}")
        found: Shape = answer["services"][0]
        return found

    def _event(self, name: str, status: Status, message: str | None = None) -> None:
        before, after = AROUND[name]
        if status is Status.IN_PROGRESS and before:
            self._set(before, Status.SUCCEEDED)
        self._set(name, status, message)
        if status is Status.SUCCEEDED and after:
            self._set(after, Status.SUCCEEDED)

    def _group_of(self, task_set: Shape) -> str:
        return str(task_set["loadBalancers"][0]["targetGroupArn"])
