"""Deployment groups: the API's operations."""

import uuid
from collections.abc import Callable

from botocore.exceptions import ClientError

from rehearsal.codedeploy import configurations, store
from rehearsal.codedeploy.names import checked
from rehearsal.codedeploy.service_role import ServiceRole
from rehearsal.codedeploy.store import Group, Shape
from rehearsal.server.service import ApiError, Request, Response

LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING"
STYLE = {"deploymentType": "IN_PLACE", "deploymentOption": "WITHOUT_TRAFFIC_CONTROL"}
SHIFTING = {"deploymentType": "BLUE_GREEN", "deploymentOption": "WITH_TRAFFIC_CONTROL"}  # of functions and services
EVENTS = ("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST")
# What the rehearsal's CodeDeploy cannot do yet, and the error of a request that asks for it.
REFUSED: tuple[tuple[str, str], ...] = (
    ("ec2TagFilters", "InvalidEC2TagException"),
    ("ec2TagSet", "InvalidEC2TagException"),
    ("onPremisesInstanceTagFilters", "InvalidTagException"),
    ("onPremisesTagSet", "InvalidTagException"),
    ("triggerConfigurations", "InvalidTriggerConfigException"),
    ("terminationHookEnabled", "InvalidInputException"),
)
NOT_OF_ECS = (
    ("blueGreenDeploymentConfiguration", "InvalidBlueGreenDeploymentConfigurationException"),
    ("ecsServices", "InvalidECSServiceException"),
)
KEPT = (
    "deploymentConfigName", "serviceRoleArn", "alarmConfiguration", "autoRollbackConfiguration",
    "outdatedInstancesStrategy", "deploymentStyle", "loadBalancerInfo", "ecsServices",
    "blueGreenDeploymentConfiguration",
)  # fmt: skip


def create_deployment_group(request: Request) -> Response:
    application = store.application(request["applicationName"])
    name = checked(request["deploymentGroupName"], "InvalidDeploymentGroupNameException")
    if (application.name, name) in store.groups():
        raise ApiError("DeploymentGroupAlreadyExistsException", f"Deployment Group already exists: {name}")
    platform = application.info["computePlatform"]
    info = {
        "applicationName": application.name, "deploymentGroupName": name,
        "deploymentGroupId": str(uuid.uuid4()), "computePlatform": platform,
        "deploymentConfigName": configurations.DEFAULT_OF_PLATFORM[platform], "autoScalingGroups": [],
        "deploymentStyle": STYLE if platform == "Server" else SHIFTING,
        "outdatedInstancesStrategy": "UPDATE", "terminationHookEnabled": False,
    }  # fmt: skip
    group = Group(info)
    _change(group, request)
    store.groups()[application.name, name] = group
    store.tags[group.arn] = {t["Key"]: t["Value"] for t in request.get("tags", [])}
    return {"deploymentGroupId": info["deploymentGroupId"]}


def update_deployment_group(request: Request) -> Response:
    group = store.group(request["applicationName"], request["currentDeploymentGroupName"])
    new_name = request.get("newDeploymentGroupName")
    before = [one["name"] for one in group.info["autoScalingGroups"]]
    kept_tags = store.tags.pop(group.arn, {})
    _change(group, request)
    gone = set(before) - {one["name"] for one in group.info["autoScalingGroups"]}
    if new_name:
        del store.groups()[group.info["applicationName"], group.info["deploymentGroupName"]]
        group.info["deploymentGroupName"] = checked(new_name, "InvalidDeploymentGroupNameException")
        store.groups()[group.info["applicationName"], new_name] = group
    store.tags[group.arn] = kept_tags
    return {"hooksNotCleanedUp": _remove_hooks(group, gone)}


def get_deployment_group(request: Request) -> Response:
    group = store.group(request["applicationName"], request["deploymentGroupName"])
    return {"deploymentGroupInfo": group.info}


def batch_get_deployment_groups(request: Request) -> Response:
    names = request["deploymentGroupNames"]
    return {"deploymentGroupsInfo": [store.group(request["applicationName"], name).info for name in names]}


def list_deployment_groups(request: Request) -> Response:
    name = store.application(request["applicationName"]).name
    groups = sorted(group for application, group in store.groups() if application == name)
    return {"applicationName": name, "deploymentGroups": groups}


def delete_deployment_group(request: Request) -> Response:
    group = store.groups().pop((request["applicationName"], request["deploymentGroupName"]), None)
    if group is None:
        return {"hooksNotCleanedUp": []}
    store.tags.pop(group.arn, None)
    return {"hooksNotCleanedUp": _remove_hooks(group, {one["name"] for one in group.info["autoScalingGroups"]})}


def target_group_names(info: Shape) -> list[str]:
    """The target groups that instances leave and join; none without traffic control."""
    if info["deploymentStyle"]["deploymentOption"] != "WITH_TRAFFIC_CONTROL":
        return []
    return [one["name"] for one in (info.get("loadBalancerInfo") or {}).get("targetGroupInfoList", [])]


def _change(group: Group, request: Request) -> None:
    platform = group.info["computePlatform"]
    for key, error_code in REFUSED if platform == "ECS" else (*REFUSED, *NOT_OF_ECS):
        if request.get(key):
            raise ApiError(error_code, f"The rehearsal's CodeDeploy does not implement {key}")
    for check in CHECKS[platform]:
        check(request)
    if request.get("deploymentConfigName"):
        configurations.check(request["deploymentConfigName"], platform)
    wanted = {key: request[key] for key in KEPT if key in request}
    if "deploymentStyle" in wanted:
        wanted["deploymentStyle"] = {**(STYLE if platform == "Server" else SHIFTING), **wanted["deploymentStyle"]}
    proposed = Group({**group.info, **wanted})
    role = _service_role(proposed)
    if "autoScalingGroups" in request:
        proposed.info["autoScalingGroups"] = [_with_hook(role, proposed, name) for name in request["autoScalingGroups"]]
    group.info.update(proposed.info)


def _service_role(group: Group) -> ServiceRole:
    try:
        return ServiceRole(group, "codedeploy-validation")
    except ApiError as error:
        raise ApiError("InvalidRoleException", str(error)) from error


def _with_hook(role: ServiceRole, group: Group, name: str) -> dict[str, str]:
    """CodeDeploy puts a lifecycle hook into each Auto Scaling group, to deploy to what it launches later.

    Raises ApiError(InvalidRoleException) when the service role may not.
    """
    for known in group.info["autoScalingGroups"]:
        if known["name"] == name:
            return dict(known)
    hook = f"CodeDeploy-managed-automatic-launch-deployment-hook-{group.info['deploymentGroupName']}"
    hook = f"{hook[:218]}-{uuid.uuid4()}"
    try:
        role.client("autoscaling").put_lifecycle_hook(
            AutoScalingGroupName=name, LifecycleHookName=hook, LifecycleTransition=LAUNCHING
        )
    except ClientError as error:
        denied = error.response["Error"]["Code"].startswith("AccessDenied")
        code = "InvalidRoleException" if denied else "InvalidAutoScalingGroupException"
        raise ApiError(code, f"Auto Scaling group {name}: {error}") from error
    return {"name": name, "hook": hook}


def _remove_hooks(group: Group, names: set[str]) -> list[dict[str, str]]:
    """What could not be removed, e.g. because the role has been deleted before the group."""
    left = []
    for known in [one for one in group.info["autoScalingGroups"] if one["name"] in names]:
        try:
            ServiceRole(group, "codedeploy-cleanup").client("autoscaling").delete_lifecycle_hook(
                AutoScalingGroupName=known["name"], LifecycleHookName=known["hook"]
            )
        except (ApiError, ClientError):
            left.append(dict(known))
    return left


def _check_style(request: Request) -> None:
    if (request.get("deploymentStyle") or {}).get("deploymentType", "IN_PLACE") != "IN_PLACE":
        raise ApiError(
            "InvalidDeploymentStyleException", "The rehearsal's CodeDeploy has no BLUE_GREEN deployments yet"
        )


def _check_load_balancer(request: Request) -> None:
    info = request.get("loadBalancerInfo") or {}
    if info.get("elbInfoList") or info.get("targetGroupPairInfoList"):
        raise ApiError("InvalidLoadBalancerInfoException", "The rehearsal has targetGroupInfoList only")


def _check_functions(request: Request) -> None:
    """https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-groups-create-lambda.html"""
    if {**SHIFTING, **(request.get("deploymentStyle") or {})} != SHIFTING:
        raise ApiError("InvalidDeploymentStyleException", "Functions are deployed BLUE_GREEN, WITH_TRAFFIC_CONTROL")
    if request.get("autoScalingGroups") or request.get("loadBalancerInfo"):
        raise ApiError("InvalidInputException", "A deployment group of functions has no instances and no load balancer")


def _check_service(request: Request) -> None:
    """https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-groups-create-ecs.html"""
    if (request.get("deploymentStyle") or SHIFTING) != SHIFTING:
        raise ApiError("InvalidDeploymentStyleException", "Services are deployed BLUE_GREEN, WITH_TRAFFIC_CONTROL")
    pairs = (request.get("loadBalancerInfo") or {}).get("targetGroupPairInfoList") or []
    if len(pairs) != 1 or len(pairs[0]["targetGroups"]) != 2 or len(request.get("ecsServices") or []) != 1:
        raise ApiError("InvalidLoadBalancerInfoException", "One service, behind one pair of target groups")
    ready = (request.get("blueGreenDeploymentConfiguration") or {}).get("deploymentReadyOption") or {}
    if ready.get("actionOnTimeout", "CONTINUE_DEPLOYMENT") != "CONTINUE_DEPLOYMENT":
        raise ApiError(
            "InvalidBlueGreenDeploymentConfigurationException", "The rehearsal continues deployments by itself only"
        )


def _check_alarms(request: Request) -> None:
    configuration = request.get("alarmConfiguration") or {}
    if configuration.get("enabled") and not configuration.get("alarms"):
        raise ApiError("InvalidAlarmConfigException", "An enabled alarm configuration needs at least one alarm")
    if len(configuration.get("alarms") or []) > 10:
        raise ApiError("AlarmsLimitExceededException", "A deployment group has at most 10 alarms")


def _check_rollback(request: Request) -> None:
    configuration = request.get("autoRollbackConfiguration") or {}
    unknown = set(configuration.get("events") or []) - set(EVENTS)
    if unknown or (configuration.get("enabled") and not configuration.get("events")):
        raise ApiError("InvalidAutoRollbackConfigException", f"Automatic rollback is for {', '.join(EVENTS)}")


OF_ANY: tuple[Callable[[Request], None], ...] = (_check_alarms, _check_rollback)
CHECKS: dict[str, tuple[Callable[[Request], None], ...]] = {
    "Server": (_check_style, _check_load_balancer, *OF_ANY),
    "Lambda": (*OF_ANY, _check_functions),
    "ECS": (*OF_ANY, _check_service),
}
