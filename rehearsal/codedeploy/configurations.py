"""Deployment configurations: CodeDeploy's own for servers, for functions and for ECS, and the user's."""

import time
import uuid

from rehearsal.codedeploy import store
from rehearsal.codedeploy.minimum_healthy_hosts import Kind, MinimumHealthyHosts
from rehearsal.codedeploy.names import checked
from rehearsal.codedeploy.traffic_shift import Step, all_at_once, canary, linear
from rehearsal.server.service import ApiError, Request, Response

DEFAULT = "CodeDeployDefault.OneAtATime"
PREDEFINED = {
    DEFAULT: MinimumHealthyHosts(Kind.MOST_CONCURRENCY, 1),
    "CodeDeployDefault.HalfAtATime": MinimumHealthyHosts(Kind.FLEET_PERCENT, 50),
    "CodeDeployDefault.AllAtOnce": MinimumHealthyHosts(Kind.HOST_COUNT, 0),
}


DEFAULT_OF_PLATFORM = {
    "Server": DEFAULT,
    "Lambda": "CodeDeployDefault.LambdaAllAtOnce",
    "ECS": "CodeDeployDefault.ECSAllAtOnce",
}
# https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
FUNCTIONS: dict[str, store.Shape] = {
    "CodeDeployDefault.LambdaAllAtOnce": {"type": "AllAtOnce"},
    **{
        f"CodeDeployDefault.LambdaCanary10Percent{minutes}Minutes": {
            "type": "TimeBasedCanary",
            "timeBasedCanary": {"canaryPercentage": 10, "canaryInterval": minutes},
        }
        for minutes in (5, 10, 15, 30)
    },
    **{
        f"CodeDeployDefault.LambdaLinear10PercentEvery{minutes}Minute{'s' * (minutes > 1)}": {
            "type": "TimeBasedLinear",
            "timeBasedLinear": {"linearPercentage": 10, "linearInterval": minutes},
        }
        for minutes in (1, 2, 3, 10)
    },
}
SERVICES: dict[str, store.Shape] = {
    "CodeDeployDefault.ECSAllAtOnce": {"type": "AllAtOnce"},
    **{
        f"CodeDeployDefault.ECSCanary10Percent{minutes}Minutes": {
            "type": "TimeBasedCanary",
            "timeBasedCanary": {"canaryPercentage": 10, "canaryInterval": minutes},
        }
        for minutes in (5, 15)
    },
    **{
        f"CodeDeployDefault.ECSLinear10PercentEvery{minutes}Minutes": {
            "type": "TimeBasedLinear",
            "timeBasedLinear": {"linearPercentage": 10, "linearInterval": minutes},
        }
        for minutes in (1, 3)
    },
}
SHIFTING = {"Lambda": FUNCTIONS, "ECS": SERVICES}
MOST_MINUTES = 2880


def check(name: str, platform: str) -> None:
    """Raises ApiError where there is no configuration of this name for the platform."""
    if platform in SHIFTING:
        traffic_steps(name)
    else:
        minimum_healthy_hosts(name)


def traffic_steps(name: str) -> tuple[Step, ...]:
    """Raises ApiError(DeploymentConfigDoesNotExistException, InvalidComputePlatformException)."""
    routing = FUNCTIONS.get(name) or SERVICES.get(name) or _own(name).get("trafficRoutingConfig")
    match routing:
        case {"type": "AllAtOnce"}:
            return all_at_once()
        case {"type": "TimeBasedCanary", "timeBasedCanary": given}:
            return canary(int(given["canaryPercentage"]), int(given["canaryInterval"]))
        case {"type": "TimeBasedLinear", "timeBasedLinear": given}:
            return linear(int(given["linearPercentage"]), int(given["linearInterval"]))
    raise ApiError("InvalidComputePlatformException", f"{name} moves no traffic")


def minimum_healthy_hosts(name: str) -> MinimumHealthyHosts:
    """Raises ApiError(DeploymentConfigDoesNotExistException)."""
    if name in PREDEFINED:
        return PREDEFINED[name]
    hosts = _own(name).get("minimumHealthyHosts")
    if hosts is None:
        raise ApiError("InvalidComputePlatformException", f"{name} is not for servers")
    return MinimumHealthyHosts(Kind(hosts["type"]), int(hosts["value"]))


def create_deployment_config(request: Request) -> Response:
    name = checked(request["deploymentConfigName"], "InvalidDeploymentConfigNameException")
    if name.startswith("CodeDeployDefault."):
        raise ApiError("InvalidDeploymentConfigNameException", "CodeDeployDefault. is reserved for CodeDeploy")
    if name in store.configs():
        raise ApiError("DeploymentConfigAlreadyExistsException", f"{name} exists already")
    platform = request.get("computePlatform", "Server")
    if platform not in DEFAULT_OF_PLATFORM or (platform == "Server" and request.get("trafficRoutingConfig")):
        raise ApiError("InvalidComputePlatformException", "The rehearsal's CodeDeploy has no such platform")
    if request.get("zonalConfig"):
        raise ApiError("InvalidZonalDeploymentConfigurationException", "The rehearsal's instances have no real zones")
    store.configs()[name] = {
        "deploymentConfigId": str(uuid.uuid4()), "deploymentConfigName": name, "createTime": time.time(),
        "computePlatform": platform, **(_routing(request) if platform in SHIFTING else _hosts(request)),
    }  # fmt: skip
    return {"deploymentConfigId": store.configs()[name]["deploymentConfigId"]}


def get_deployment_config(request: Request) -> Response:
    name = request["deploymentConfigName"]
    for platform, known in SHIFTING.items():
        if name in known:
            info = {"deploymentConfigName": name, "computePlatform": platform, "createTime": 0}
            return {"deploymentConfigInfo": {**info, "trafficRoutingConfig": known[name]}}
    if name not in PREDEFINED:
        return {"deploymentConfigInfo": _own(name)}
    hosts = PREDEFINED[name]
    return {"deploymentConfigInfo": {
        "deploymentConfigName": name, "computePlatform": "Server", "createTime": 0,
        "minimumHealthyHosts": {"type": str(hosts.kind), "value": hosts.value},
    }}  # fmt: skip


def list_deployment_configs(request: Request) -> Response:
    return {"deploymentConfigsList": [*PREDEFINED, *FUNCTIONS, *SERVICES, *sorted(store.configs())]}


def delete_deployment_config(request: Request) -> Response:
    name = request["deploymentConfigName"]
    if name in (*PREDEFINED, *FUNCTIONS, *SERVICES):
        raise ApiError("InvalidOperationException", f"{name} is CodeDeploy's own")
    if any(group.info["deploymentConfigName"] == name for group in store.groups().values()):
        raise ApiError("DeploymentConfigInUseException", f"{name} is in use")
    store.configs().pop(name, None)
    return None


def _own(name: str) -> store.Shape:
    found = store.configs().get(name)
    if found is None:
        raise ApiError("DeploymentConfigDoesNotExistException", f"No Deployment Config found for name: {name}")
    return found


def _hosts(request: Request) -> Request:
    return {"minimumHealthyHosts": _checked(request.get("minimumHealthyHosts"))}


def _routing(request: Request) -> Request:
    """https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TrafficRoutingConfig.html"""
    routing = request.get("trafficRoutingConfig") or {"type": "AllAtOnce"}
    given = routing.get("timeBasedCanary") or routing.get("timeBasedLinear") or {}
    percent, minutes = (
        next((int(given[k]) for k in given if k.endswith(end)), 1) for end in ("Percentage", "Interval")
    )
    if not 1 <= percent <= 99 or not 0 < minutes <= MOST_MINUTES:
        raise ApiError("InvalidTrafficRoutingConfigurationException", f"1 to 99 percent, up to two days: {given}")
    return {"trafficRoutingConfig": routing}


def _checked(hosts: Request | None) -> Request:
    """https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_MinimumHealthyHosts.html"""
    kinds = (Kind.HOST_COUNT, Kind.FLEET_PERCENT)
    if not hosts or hosts.get("type") not in kinds or not int(hosts.get("value", -1)) >= 0:
        raise ApiError("InvalidMinimumHealthyHostValueException", f"HOST_COUNT or FLEET_PERCENT, not {hosts}")
    if hosts["type"] == Kind.FLEET_PERCENT and int(hosts["value"]) >= 100:
        raise ApiError("InvalidMinimumHealthyHostValueException", "A FLEET_PERCENT is below 100")
    return {"type": hosts["type"], "value": int(hosts["value"])}
