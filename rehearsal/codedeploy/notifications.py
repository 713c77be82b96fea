"""What CodeDeploy tells: EventBridge, and the launcher that shows the run.

https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-cloudwatch-events.html
"""

from rehearsal.codedeploy.store import DeploymentRecord, InstanceTarget, LifecycleEvent, Shape, Target
from rehearsal.server.events import put_event
from rehearsal.server.progress import tell

STATES = {
    "Created": "START", "InProgress": "START", "Succeeded": "SUCCESS", "Failed": "FAILURE", "Stopped": "STOP",
    "Ready": "READY",
}  # fmt: skip


def deployment_changed(record: DeploymentRecord, group_id: str) -> None:
    """Tell the deployment's state: START, SUCCESS, FAILURE or STOP."""
    status = record.info["status"]
    put_event(
        record.account, record.region, "aws.codedeploy", "CodeDeploy Deployment State-change Notification",
        _detail(record, group_id, STATES[status]), _resources(record),
    )  # fmt: skip
    tell(
        "deployment", deployment=record.id, application=record.info["applicationName"],
        group=record.info["deploymentGroupName"], creator=record.info["creator"], status=status,
        error=record.info.get("errorInformation"), rollback=record.info.get("rollbackInfo"),
    )  # fmt: skip


def instance_changed(record: DeploymentRecord, group_id: str, target: InstanceTarget) -> None:
    """Tell the state of the deployment to one instance."""
    detail = {"instanceId": target.instance_id, **_detail(record, group_id, STATES[target.status])}
    put_event(
        record.account, record.region, "aws.codedeploy", "CodeDeploy Instance State-change Notification",
        detail, [target.arn, *_resources(record)],
    )  # fmt: skip


def event_changed(record: DeploymentRecord, target: Target, event: LifecycleEvent) -> None:
    """Tell the launcher how a lifecycle event gets on. `log` is the end of what its scripts have written."""
    diagnostics = event.diagnostics or {}
    tell(
        "lifecycle-event", deployment=record.id, instance=target.instance_id, event=event.name,
        status=str(event.status), log=diagnostics.get("logTail", ""), message=diagnostics.get("message", ""),
    )  # fmt: skip


def script_line(record: DeploymentRecord, instance_id: str, event: str, line: str) -> None:
    """Tell the launcher what a hook script has just written."""
    tell("hook-output", deployment=record.id, instance=instance_id, event=event, line=line)


def _detail(record: DeploymentRecord, group_id: str, state: str) -> Shape:
    return {
        "instanceGroupId": group_id, "region": record.region, "application": record.info["applicationName"],
        "deploymentId": record.id, "state": state, "deploymentGroup": record.info["deploymentGroupName"],
    }  # fmt: skip


def _resources(record: DeploymentRecord) -> list[str]:
    prefix = f"arn:aws:codedeploy:{record.region}:{record.account}"
    application, group = record.info["applicationName"], record.info["deploymentGroupName"]
    return [f"{prefix}:application:{application}", f"{prefix}:deploymentgroup:{application}/{group}"]
