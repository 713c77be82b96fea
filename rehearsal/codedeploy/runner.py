"""Runs one deployment: asks the state machine what comes next, and does it with threads and the API."""

import contextlib
import queue
import threading
import time
from contextvars import copy_context

from botocore.exceptions import BotoCoreError, ClientError

from rehearsal.codedeploy import alarms, configurations, groups, instance_run, notifications
from rehearsal.codedeploy.deployment import Deployment, Error, Outcome, Status, deployment
from rehearsal.codedeploy.instance_events import InstanceEvents
from rehearsal.codedeploy.service_role import ServiceRole, denial
from rehearsal.codedeploy.store import DeploymentRecord, Group, InstanceTarget, LifecycleEvent
from rehearsal.codedeploy.traffic import Traffic
from rehearsal.fleet.fleet import Fleet, Member
from rehearsal.server.service import ApiError


class Runner:
    """Runs `record` in `group`. `only` limits it to a newly launched instance."""

    def __init__(self, record: DeploymentRecord, group: Group, fleet: Fleet, only: Member | None = None) -> None:
        self._record, self._group, self._fleet, self._only = record, group, fleet, only
        self._group_id = group.info["deploymentGroupId"]
        self._role: ServiceRole

    def run(self) -> Outcome:
        """Until the deployment has ended. The record shows at every moment how far it is."""
        self._record.info.update(status=str(Status.IN_PROGRESS), startTime=time.time())
        notifications.deployment_changed(self._record, self._group_id)
        try:
            self._role = ServiceRole(self._group, self._record.id)
            state = self._begin([self._only] if self._only else self._members())
            return self._advance(state)
        except (ApiError, ClientError, BotoCoreError) as error:
            known = denial(error, self._group.info["serviceRoleArn"])
            return Outcome(Status.FAILED, known or Error("INTERNAL_ERROR", str(error)))

    def event_changed(self, target: InstanceTarget, event: LifecycleEvent) -> None:
        notifications.event_changed(self._record, target, event)

    def _members(self) -> list[Member]:
        names = [one["name"] for one in self._group.info["autoScalingGroups"]]
        if not names:
            return []
        client = self._role.client("autoscaling")
        found = client.describe_auto_scaling_groups(AutoScalingGroupNames=names)["AutoScalingGroups"]
        instances = [one for each in found for one in each["Instances"]]
        return [self._fleet.member(one["InstanceId"]) for one in instances if one["LifecycleState"] == "InService"]

    def _begin(self, members: list[Member]) -> Deployment:
        info = self._group.info
        hosts = configurations.minimum_healthy_hosts(self._record.info["deploymentConfigName"])
        minimum = 0 if self._only else hosts.of(len(members))
        self._traffic = Traffic(self._role.client("elbv2"), groups.target_group_names(info))
        self._by_id = {member.instance_id: member for member in members}
        self._events = InstanceEvents(self._record, self._group, self._traffic, launch=self._only is not None)
        # As a whole: who lists the targets meanwhile must not see the dictionary grow.
        self._record.targets = {member.instance_id: self._target(member) for member in members}
        self._watched = alarms.watched(self._record.info, info)
        state = deployment(((m.instance_id, self._group.healthy.get(m.instance_id, False)) for m in members), minimum)
        return self._after_alarms(state)

    def _target(self, member: Member) -> InstanceTarget:
        events = [LifecycleEvent(name) for name in self._events.names]
        return InstanceTarget(member.instance_id, member.arn, events)

    def _advance(self, state: Deployment) -> Outcome:
        while (outcome := state.outcome()) is None:
            for instance_id in state.next_instances():
                state = state.with_status(instance_id, Status.IN_PROGRESS)
                context = copy_context()
                arguments = (self._deploy_to, self._by_id[instance_id])
                threading.Thread(target=context.run, args=arguments, daemon=True).start()
            with contextlib.suppress(queue.Empty):
                state = self._record.inbox.get(timeout=alarms.POLL_SECONDS)(state)
            state = self._after_alarms(state)
            if state.stop is not None:
                self._record.stopping.set()
        for target in self._record.targets.values():
            if target.status == Status.PENDING:
                self._set(target, Status.SKIPPED)
                instance_run.skip(target)
        return outcome

    def _after_alarms(self, state: Deployment) -> Deployment:
        error = self._active_alarm() if self._watched else None
        return state.stopped(error) if error else state

    def _active_alarm(self) -> Error | None:
        try:
            return alarms.active(self._role.client("cloudwatch"), self._watched)
        except (ClientError, BotoCoreError) as error:
            if alarms.configuration(self._record.info, self._group.info).get("ignorePollAlarmFailure"):
                return None
            return denial(error, self._role.role_arn) or Error("INTERNAL_ERROR", str(error))

    def _deploy_to(self, member: Member) -> None:
        """On a thread of its own; the result goes to the inbox as a change of the state."""
        target = self._record.targets[member.instance_id]
        self._set(target, Status.IN_PROGRESS)
        try:
            succeeded = instance_run.run(
                target, lambda event: self._events.perform(event, member), self._record.stopping.is_set, self
            )
        except Exception as error:  # whatever it was, the deployment must come to its end and say it
            succeeded = False
            known = denial(error, self._role.role_arn) or Error("INTERNAL_ERROR", str(error))
            self._record.inbox.put(lambda state: state.stopped(known))
        self._group.healthy[member.instance_id] = succeeded
        status = Status.SUCCEEDED if succeeded else Status.FAILED
        self._set(target, status)
        self._record.inbox.put(lambda state: state.with_status(member.instance_id, status))

    def _set(self, target: InstanceTarget, status: Status) -> None:
        target.status, target.updated = status, time.time()
        if status in (Status.IN_PROGRESS, Status.SUCCEEDED, Status.FAILED):
            notifications.instance_changed(self._record, self._group_id, target)
