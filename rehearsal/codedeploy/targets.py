"""Deployment targets: how far a deployment is on each instance, as the API shows it."""

from collections.abc import Mapping

from rehearsal.codedeploy import store
from rehearsal.codedeploy.store import DeploymentRecord, InstanceTarget, LifecycleEvent, Shape
from rehearsal.server.service import ApiError, Request, Response

STATUSES = ("Pending", "InProgress", "Succeeded", "Failed", "Skipped", "Ready")


def list_deployment_targets(request: Request) -> Response:
    wanted = (request.get("targetFilters") or {}).get("TargetStatus")
    targets = store.deployment(request["deploymentId"]).targets.values()
    return {"targetIds": [one.instance_id for one in targets if not wanted or one.status in wanted]}


def get_deployment_target(request: Request) -> Response:
    record = store.deployment(request["deploymentId"])
    return {"deploymentTarget": _shown(record, _target(record, request["targetId"]))}


def batch_get_deployment_targets(request: Request) -> Response:
    record = store.deployment(request["deploymentId"])
    return {"deploymentTargets": [_shown(record, _target(record, one)) for one in request["targetIds"]]}


def overview(targets: Mapping[str, InstanceTarget]) -> Shape:
    """A deployment's deploymentOverview."""
    return {status: sum(one.status == status for one in targets.values()) for status in STATUSES}


def _target(record: DeploymentRecord, target_id: str) -> InstanceTarget:
    if target_id not in record.targets:
        raise ApiError("DeploymentTargetDoesNotExistException", f"{target_id} is no target of deployment {record.id}")
    return record.targets[target_id]


def _shown(record: DeploymentRecord, target: InstanceTarget) -> Shape:
    shape = {
        "deploymentId": record.id, "targetId": target.instance_id, "targetArn": target.arn,
        "status": str(target.status), "lastUpdatedAt": target.updated,
        "lifecycleEvents": [_event(event) for event in target.events],
    }  # fmt: skip
    return {"deploymentTargetType": "InstanceTarget", "instanceTarget": _present(shape)}


def _event(event: LifecycleEvent) -> Shape:
    return _present({
        "lifecycleEventName": event.name, "status": str(event.status), "startTime": event.started,
        "endTime": event.ended, "diagnostics": event.diagnostics,
    })  # fmt: skip


def _present(shape: Shape) -> Shape:
    return {key: value for key, value in shape.items() if value is not None}
