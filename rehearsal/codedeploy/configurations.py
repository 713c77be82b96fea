"""Deployment configurations: CodeDeploy's own three for servers, and the user's."""

import time
import uuid

from rehearsal.codedeploy import store
from rehearsal.codedeploy.minimum_healthy_hosts import Kind, MinimumHealthyHosts
from rehearsal.codedeploy.names import checked
from rehearsal.server.service import ApiError, Request, Response

DEFAULT = "CodeDeployDefault.OneAtATime"
PREDEFINED = {
    DEFAULT: MinimumHealthyHosts(Kind.MOST_CONCURRENCY, 1),
    "CodeDeployDefault.HalfAtATime": MinimumHealthyHosts(Kind.FLEET_PERCENT, 50),
    "CodeDeployDefault.AllAtOnce": MinimumHealthyHosts(Kind.HOST_COUNT, 0),
}


def minimum_healthy_hosts(name: str) -> MinimumHealthyHosts:
    """Raises ApiError(DeploymentConfigDoesNotExistException)."""
    if name in PREDEFINED:
        return PREDEFINED[name]
    hosts = _own(name)["minimumHealthyHosts"]
    return MinimumHealthyHosts(Kind(hosts["type"]), int(hosts["value"]))


def create_deployment_config(request: Request) -> Response:
    name = checked(request["deploymentConfigName"], "InvalidDeploymentConfigNameException")
    if name.startswith("CodeDeployDefault."):
        raise ApiError("InvalidDeploymentConfigNameException", "CodeDeployDefault. is reserved for CodeDeploy")
    if name in store.configs():
        raise ApiError("DeploymentConfigAlreadyExistsException", f"{name} exists already")
    if request.get("computePlatform", "Server") != "Server" or request.get("trafficRoutingConfig"):
        raise ApiError("InvalidComputePlatformException", "The rehearsal's CodeDeploy deploys to servers only")
    if request.get("zonalConfig"):
        raise ApiError("InvalidZonalDeploymentConfigurationException", "The rehearsal's instances have no real zones")
    store.configs()[name] = {
        "deploymentConfigId": str(uuid.uuid4()), "deploymentConfigName": name, "createTime": time.time(),
        "minimumHealthyHosts": _checked(request.get("minimumHealthyHosts")), "computePlatform": "Server",
    }  # fmt: skip
    return {"deploymentConfigId": store.configs()[name]["deploymentConfigId"]}


def get_deployment_config(request: Request) -> Response:
    name = request["deploymentConfigName"]
    if name not in PREDEFINED:
        return {"deploymentConfigInfo": _own(name)}
    hosts = PREDEFINED[name]
    return {"deploymentConfigInfo": {
        "deploymentConfigName": name, "computePlatform": "Server", "createTime": 0,
        "minimumHealthyHosts": {"type": str(hosts.kind), "value": hosts.value},
    }}  # fmt: skip


def list_deployment_configs(request: Request) -> Response:
    return {"deploymentConfigsList": [*PREDEFINED, *sorted(store.configs())]}


def delete_deployment_config(request: Request) -> Response:
    name = request["deploymentConfigName"]
    if name in PREDEFINED:
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


def _checked(hosts: Request | None) -> Request:
    """https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_MinimumHealthyHosts.html"""
    kinds = (Kind.HOST_COUNT, Kind.FLEET_PERCENT)
    if not hosts or hosts.get("type") not in kinds or not int(hosts.get("value", -1)) >= 0:
        raise ApiError("InvalidMinimumHealthyHostValueException", f"HOST_COUNT or FLEET_PERCENT, not {hosts}")
    if hosts["type"] == Kind.FLEET_PERCENT and int(hosts["value"]) >= 100:
        raise ApiError("InvalidMinimumHealthyHostValueException", "A FLEET_PERCENT is below 100")
    return {"type": hosts["type"], "value": int(hosts["value"])}
