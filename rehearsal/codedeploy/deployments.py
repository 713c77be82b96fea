"""Deployments: the API's operations."""

from rehearsal.codedeploy import conductor, store, targets
from rehearsal.codedeploy.conductor import STOP_ROLLBACK
from rehearsal.codedeploy.deployment import Error, Status, StopReason
from rehearsal.codedeploy.store import DeploymentRecord
from rehearsal.server.service import ApiError, Request, Response

REFUSED = ("targetInstances", "updateOutdatedInstancesOnly")
ENDED = (Status.SUCCEEDED, Status.FAILED, Status.STOPPED)
FILE_EXISTS = ("DISALLOW", "OVERWRITE", "RETAIN")


def create_deployment(request: Request) -> Response:
    for key in REFUSED:
        if request.get(key):
            raise ApiError("InvalidInputException", f"The rehearsal's CodeDeploy does not implement {key}")
    if request.get("deploymentMode", "STANDARD") != "STANDARD":
        raise ApiError("InvalidInputException", "The rehearsal's CodeDeploy has deploymentMode STANDARD only")
    if not request.get("deploymentGroupName"):
        raise ApiError("DeploymentGroupNameRequiredException", "deploymentGroupName is required")
    if not request.get("revision"):
        raise ApiError("RevisionRequiredException", "revision is required")
    if request.get("fileExistsBehavior", "DISALLOW") not in FILE_EXISTS:
        raise ApiError("InvalidFileExistsBehaviorException", f"fileExistsBehavior is one of {FILE_EXISTS}")
    group = store.group(request["applicationName"], request["deploymentGroupName"])
    return {"deploymentId": conductor.start(group, request, "user").id}


def get_deployment(request: Request) -> Response:
    return {"deploymentInfo": _shown(store.deployment(request["deploymentId"]))}


def batch_get_deployments(request: Request) -> Response:
    return {"deploymentsInfo": [_shown(store.deployment(one)) for one in request["deploymentIds"]]}


def list_deployments(request: Request) -> Response:
    """The newest first."""
    period = request.get("createTimeRange") or {}
    wanted = {key: request[key] for key in ("applicationName", "deploymentGroupName") if key in request}
    found = [
        record.id for record in reversed(list(store.deployments().values()))
        if all(record.info[key] == value for key, value in wanted.items())
        and record.info["status"] in request.get("includeOnlyStatuses", [record.info["status"]])
        and period.get("start", 0) <= record.info["createTime"] <= period.get("end", float("inf"))
    ]  # fmt: skip
    return {"deployments": found}


def stop_deployment(request: Request) -> Response:
    record = store.deployment(request["deploymentId"])
    if record.info["status"] in ENDED:
        raise ApiError("DeploymentAlreadyCompletedException", f"The deployment {record.id} has completed")
    if "autoRollbackEnabled" in request:
        record.info[STOP_ROLLBACK] = request["autoRollbackEnabled"]
    message = f"The deployment {record.id} was stopped on request."
    record.inbox.put(lambda state: state.stopped(Error(StopReason.REQUEST, message)))
    return {"status": "Pending", "statusMessage": "The deployment stops when running lifecycle events have ended."}


def _shown(record: DeploymentRecord) -> Request:
    info = {key: value for key, value in record.info.items() if key != STOP_ROLLBACK and value is not None}
    return {**info, "deploymentOverview": targets.overview(record.targets)}
