"""Starts deployments, ends them, and does what follows: rollback, and new instances of the fleet."""

import secrets
import string
import threading
import time
from collections.abc import Callable

from ministack.core.responses import get_account_id, get_region, request_scope

from rehearsal.codedeploy import applications, configurations, ecs_rollback, lambda_revision, notifications, store
from rehearsal.codedeploy.deployment import Outcome, Status
from rehearsal.codedeploy.ecs_rollback import EcsRollback
from rehearsal.codedeploy.ecs_runner import EcsRunner
from rehearsal.codedeploy.lambda_runner import LambdaRunner
from rehearsal.codedeploy.runner import Runner
from rehearsal.codedeploy.store import ROLLBACK, DeploymentRecord, Group
from rehearsal.fleet.fleet import Fleet, Member
from rehearsal.server.service import ApiError, Request

STOP_ROLLBACK = "autoRollbackEnabled"  # of StopDeployment, kept in the record's info; not shown
_fleet: Fleet


def use(fleet: Fleet) -> None:
    """Deploy to the instances of this fleet, and to those that it launches later."""
    global _fleet
    _fleet = fleet
    fleet.launch_hooks.append(_launched)


def start(group: Group, request: Request, creator: str) -> DeploymentRecord:
    """Begin a deployment in the background.

    Raises ApiError(DeploymentLimitExceededException) while another deployment of the group is active.
    """
    record = _create(group, request, creator, None)
    threading.Thread(target=_run, args=(record, group, None), daemon=True).start()
    return record


def _launched(member: Member) -> Callable[[], bool] | None:
    """A new instance gets the revision of the last successful deployment, as by Auto Scaling's hook."""
    with request_scope(member.account, member.region):
        mine = [g for g in store.groups().values() if _deploys_to(g, member.group) and "targetRevision" in g.info]

    def deploy() -> bool:
        return all(_deploy_to_launched(group, member) for group in mine)

    return deploy if mine else None


def _deploys_to(group: Group, auto_scaling_group: str) -> bool:
    return any(one["name"] == auto_scaling_group for one in group.info["autoScalingGroups"])


def _deploy_to_launched(group: Group, member: Member) -> bool:
    with request_scope(member.account, member.region):
        record = _create(group, {"revision": group.info["targetRevision"]}, "autoscaling", member)
    return _run(record, group, member).status is Status.SUCCEEDED


def _create(group: Group, request: Request, creator: str, only: Member | None) -> DeploymentRecord:
    configuration = request.get("deploymentConfigName") or group.info["deploymentConfigName"]
    configurations.check(configuration, group.info["computePlatform"])
    application = store.application(group.info["applicationName"])
    registered = applications.register(application, request["revision"])["revisionInfo"]
    with store.lock:
        if only is None:
            _claim(group)
        record = DeploymentRecord(_info(group, request, creator, configuration), get_account_id(), get_region())
        store.deployments()[record.id] = record
        if only is None:
            group.active = record.id
            group.info["lastAttemptedDeployment"] = _summary(record)
    registered["lastUsedTime"] = time.time()
    registered.setdefault("firstUsedTime", registered["lastUsedTime"])
    name = group.info["deploymentGroupName"]
    registered["deploymentGroups"] = sorted({*registered["deploymentGroups"], name})
    return record


def _claim(group: Group) -> None:
    if group.active is not None:
        name = group.info["deploymentGroupName"]
        raise ApiError(
            "DeploymentLimitExceededException",
            f"The Deployment Group '{name}' already has an active Deployment '{group.active}'",
        )


def _info(group: Group, request: Request, creator: str, configuration: str) -> Request:
    inherited = ("applicationName", "deploymentGroupName", "deploymentStyle", "loadBalancerInfo", "computePlatform")
    return {
        **{key: group.info.get(key) for key in inherited},
        "deploymentId": "d-" + "".join(secrets.choice(string.ascii_uppercase + string.digits) for _ in range(9)),
        "deploymentConfigName": configuration, "revision": request["revision"],
        "previousRevision": group.info.get("targetRevision"), "status": str(Status.CREATED),
        "createTime": time.time(), "creator": creator, "description": request.get("description"),
        "ignoreApplicationStopFailures": bool(request.get("ignoreApplicationStopFailures")),
        "autoRollbackConfiguration": request.get("autoRollbackConfiguration")
        or group.info.get("autoRollbackConfiguration"),
        "updateOutdatedInstancesOnly": False,
        "fileExistsBehavior": request.get("fileExistsBehavior", "DISALLOW"),
        "rollbackInfo": request.get("rollbackInfo"),
        "overrideAlarmConfiguration": request.get("overrideAlarmConfiguration"),
    }  # fmt: skip


def _run(record: DeploymentRecord, group: Group, only: Member | None) -> Outcome:
    with request_scope(record.account, record.region):
        outcome = _runner(record, group, only).run()
        with store.lock:
            _end(record, group, outcome, launch=only is not None)
        notifications.deployment_changed(record, group.info["deploymentGroupId"])
    return outcome


def _runner(record: DeploymentRecord, group: Group, only: Member | None) -> Runner | LambdaRunner | EcsRunner:
    if group.info["computePlatform"] == "Lambda":
        return LambdaRunner(record, group)
    if group.info["computePlatform"] == "ECS":
        return EcsRollback(record, group) if record.is_rollback else EcsRunner(record, group)
    return Runner(record, group, _fleet, only)


def _end(record: DeploymentRecord, group: Group, outcome: Outcome, launch: bool) -> None:
    if outcome.error is not None:
        record.info["errorInformation"] = {"code": str(outcome.error.code), "message": outcome.error.message}
    if not launch:
        group.active = None
        if outcome.status is Status.SUCCEEDED:
            group.info["targetRevision"] = record.info["revision"]
        elif _rolls_back(record, outcome):
            _roll_back(record, group)
    record.info.update(status=str(outcome.status), completeTime=time.time())
    if not launch and outcome.status is Status.SUCCEEDED:
        group.info["lastSuccessfulDeployment"] = _summary(record)
    attempted = group.info.get("lastAttemptedDeployment")
    if attempted is not None and attempted["deploymentId"] == record.id:
        group.info["lastAttemptedDeployment"] = _summary(record)


def _rolls_back(record: DeploymentRecord, outcome: Outcome) -> bool:
    """A rollback that fails is not rolled back again."""
    if record.is_rollback:
        return False
    if outcome.rollback_event == "DEPLOYMENT_STOP_ON_REQUEST" and STOP_ROLLBACK in record.info:
        return bool(record.info[STOP_ROLLBACK])
    configuration = record.info["autoRollbackConfiguration"] or {}
    return bool(configuration.get("enabled")) and outcome.rollback_event in configuration.get("events", [])


def _roll_back(record: DeploymentRecord, group: Group) -> None:
    """A new deployment of the last revision that was deployed successfully.

    https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html
    """
    revision = _former(record, group)
    if revision is None:
        message = "There is no earlier successful deployment of this deployment group to roll back to."
        record.info["rollbackInfo"] = {"rollbackMessage": message}
        return
    triggering = {"rollbackTriggeringDeploymentId": record.id}
    request = {"revision": revision, "rollbackInfo": triggering, "description": f"Rollback of {record.id}"}
    request["fileExistsBehavior"] = record.info["fileExistsBehavior"]
    made = start(group, request, ROLLBACK)
    message = f"Deployment {record.id} is rolled back by deployment {made.id}."
    record.info["rollbackInfo"] = {"rollbackDeploymentId": made.id, "rollbackMessage": message}


def _former(record: DeploymentRecord, group: Group) -> Request | None:
    """What a rollback brings. Deployments that move traffic know themselves where it came from."""
    if group.info["computePlatform"] == "Lambda":
        return lambda_revision.parse(record.info["revision"]).back().request()
    if group.info["computePlatform"] == "ECS":
        return ecs_rollback.former(record)
    return group.info.get("targetRevision")


def _summary(record: DeploymentRecord) -> Request:
    keys = {"deploymentId": "deploymentId", "status": "status", "createTime": "createTime", "endTime": "completeTime"}
    return {name: record.info[key] for name, key in keys.items() if record.info.get(key) is not None}
