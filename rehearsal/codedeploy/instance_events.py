"""The lifecycle events of a deployment on its instances: the agent's, and those that move traffic."""

from collections.abc import Callable
from dataclasses import asdict

from rehearsal.codedeploy import notifications
from rehearsal.codedeploy.agent import Agent, DeploymentSpec, Diagnostics
from rehearsal.codedeploy.groups import target_group_names
from rehearsal.codedeploy.instance_run import EventFailed, unknown_error
from rehearsal.codedeploy.lifecycle import ALLOW, IN_PLACE, LOAD_BALANCER_EVENTS, OF_LAST_SUCCESSFUL, order
from rehearsal.codedeploy.revision_download import bundle_variables, download
from rehearsal.codedeploy.store import DeploymentRecord, Group, Shape
from rehearsal.codedeploy.traffic import Traffic, TrafficError
from rehearsal.fleet.fleet import Member
from rehearsal.instances.instance import Instance, InstanceError

API_NAMES = {"error_code": "errorCode", "script_name": "scriptName", "message": "message", "log_tail": "logTail"}


class InstanceEvents:
    """`launch`: the instance is new, so there is no traffic to block."""

    def __init__(self, record: DeploymentRecord, group: Group, traffic: Traffic, launch: bool) -> None:
        self._record, self._traffic = record, traffic
        behind_load_balancer = bool(target_group_names(group.info))
        self.names = (*IN_PLACE, *ALLOW) if launch and behind_load_balancer else order(behind_load_balancer)
        info = record.info
        self._spec = DeploymentSpec(
            application_name=info["applicationName"], deployment_id=record.id,
            deployment_group_name=info["deploymentGroupName"],
            deployment_group_id=group.info["deploymentGroupId"],
            file_exists_behavior=info["fileExistsBehavior"], bundle=bundle_variables(info["revision"]),
        )  # fmt: skip

    def perform(self, event: str, member: Member) -> Shape | None:
        """Perform a lifecycle event; return its diagnostics. Raises EventFailed, or ClientError of a call
        that the service role may not make."""
        if event not in LOAD_BALANCER_EVENTS:
            return self._by_agent(event, member)
        self._move(self._traffic.block if event == "BlockTraffic" else self._traffic.allow, member)
        return None

    def _move(self, move: Callable[[str], None], member: Member) -> None:
        try:
            move(member.instance_id)
        except TrafficError as error:
            raise EventFailed(unknown_error(str(error))) from error

    def _by_agent(self, event: str, member: Member) -> Shape:
        if not isinstance(member.machine, Instance):
            raise TypeError(f"{member.instance_id} has no agent")
        try:
            result = Agent(member.machine).run_event(
                event, self._spec, lambda: download(self._record.info["revision"], member),
                lambda line: notifications.script_line(self._record, member.instance_id, event, line),
            )  # fmt: skip
        except InstanceError as error:
            raise EventFailed(unknown_error(str(error))) from error
        diagnostics = _shape(result.diagnostics)
        ignored = self._record.info["ignoreApplicationStopFailures"] and event in OF_LAST_SUCCESSFUL
        if result.status != "Succeeded" and not ignored:
            raise EventFailed(diagnostics)
        return diagnostics


def _shape(diagnostics: Diagnostics) -> Shape:
    return {API_NAMES[name]: value for name, value in asdict(diagnostics).items()}
