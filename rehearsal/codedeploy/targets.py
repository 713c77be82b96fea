"""Deployment targets: how far a deployment is on each instance, as the API shows it."""

from collections.abc import Mapping

from rehearsal.codedeploy import store
from rehearsal.codedeploy.store import DeploymentRecord, EcsTarget, LambdaTarget, LifecycleEvent, Shape, Target
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


def overview(targets: Mapping[str, Target]) -> Shape:
    """A deployment's deploymentOverview."""
    return {status: sum(one.status == status for one in targets.values()) for status in STATUSES}


def _target(record: DeploymentRecord, target_id: str) -> Target:
    if target_id not in record.targets:
        raise ApiError("DeploymentTargetDoesNotExistException", f"{target_id} is no target of deployment {record.id}")
    found: Target = record.targets[target_id]
    return found


def _shown(record: DeploymentRecord, target: Target) -> Shape:
    if isinstance(target, LambdaTarget):
        return {"deploymentTargetType": "LambdaTarget", "lambdaTarget": _shown_lambda(record, target)}
    if isinstance(target, EcsTarget):
        return {"deploymentTargetType": "ECSTarget", "ecsTarget": _shown_service(record, target)}
    shape = {
        "deploymentId": record.id, "targetId": target.instance_id, "targetArn": target.arn,
        "status": str(target.status), "lastUpdatedAt": target.updated,
        "lifecycleEvents": [_event(event) for event in target.events],
    }  # fmt: skip
    return {"deploymentTargetType": "InstanceTarget", "instanceTarget": _present(shape)}


def _shown_lambda(record: DeploymentRecord, target: LambdaTarget) -> Shape:
    revision = target.revision
    function = {
        "functionName": revision.function, "functionAlias": revision.alias, "currentVersion": revision.current,
        "targetVersion": revision.target, "targetVersionWeight": target.weight,
    }  # fmt: skip
    return _present({
        "deploymentId": record.id, "targetId": target.instance_id, "status": str(target.status),
        "targetArn": f"arn:aws:lambda:{record.region}:{record.account}:function:{target.instance_id}",
        "lastUpdatedAt": target.updated, "lifecycleEvents": [_event(event) for event in target.events],
        "lambdaFunctionInfo": function,
    })  # fmt: skip


def _shown_service(record: DeploymentRecord, target: EcsTarget) -> Shape:
    service = f"arn:aws:ecs:{record.region}:{record.account}:service/{target.cluster}/{target.service}"
    return _present({
        "deploymentId": record.id, "targetId": target.instance_id, "targetArn": service,
        "status": str(target.status), "lastUpdatedAt": target.updated,
        "lifecycleEvents": [_event(event) for event in target.events],
        "taskSetsInfo": [{"taskSetLabel": "Green", "trafficWeight": target.weight}],
    })  # fmt: skip


def _event(event: LifecycleEvent) -> Shape:
    return _present({
        "lifecycleEventName": event.name, "status": str(event.status), "startTime": event.started,
        "endTime": event.ended, "diagnostics": event.diagnostics,
    })  # fmt: skip


def _present(shape: Shape) -> Shape:
    return {key: value for key, value in shape.items() if value is not None}
