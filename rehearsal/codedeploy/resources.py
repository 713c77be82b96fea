"""CloudFormation's CodeDeploy types: properties to the API's requests.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/AWS_CodeDeploy.html
"""

from typing import Any

from ministack.services.cloudformation.provisioners import _physical_name

from rehearsal.codedeploy import applications, configurations, groups, store
from rehearsal.server.service import ApiError, Operation, Request

Properties = dict[str, Any]
Created = tuple[str, Properties]
NAME_LENGTH = 100
UNSET: Request = {  # what a group has of the properties that its template does not (any more) give
    "autoScalingGroups": [], "alarmConfiguration": {}, "autoRollbackConfiguration": {},
    "deploymentConfigName": configurations.DEFAULT, "outdatedInstancesStrategy": "UPDATE",
    "deploymentStyle": {}, "loadBalancerInfo": {}, "ecsServices": [], "blueGreenDeploymentConfiguration": {},
}  # fmt: skip
NAMED_OTHERWISE = {"ECSServices": "EcsServices"}
DEPLOYMENT_GROUP = "AWS::CodeDeploy::DeploymentGroup"


def handlers() -> dict[str, dict[str, Any]]:
    return {
        "AWS::CodeDeploy::Application": {
            "create": _create_application, "update": _update_application, "delete": _delete_application,
        },
        "AWS::CodeDeploy::DeploymentConfig": {
            "create": _create_config, "update": _update_config, "delete": _delete_config,
        },
        DEPLOYMENT_GROUP: {
            "create": _create_group, "update": _update_group, "update_with_logical_id": True,
            "delete": _delete_group,
        },
    }  # fmt: skip


def _create_application(logical_id: str, props: Properties, stack_name: str) -> Created:
    name = props.get("ApplicationName") or _physical_name(stack_name, logical_id, max_len=NAME_LENGTH)
    platform = props.get("ComputePlatform", "Server")
    request = {"applicationName": name, "computePlatform": platform, "tags": props.get("Tags", [])}
    _call(applications.create_application, request)
    return name, {}


def _update_application(physical_id: str, old: Properties, new: Properties, stack_name: str) -> Created:
    """In place: the tags. The name and the platform replace the application."""
    for key in ("ApplicationName", "ComputePlatform"):
        _refuse_replacement("AWS::CodeDeploy::Application", key, old, new)
    store.tags[store.arn("application", physical_id)] = {t["Key"]: t["Value"] for t in new.get("Tags", [])}
    return physical_id, {}


def _delete_application(physical_id: str, props: Properties) -> None:
    applications.delete_application({"applicationName": physical_id})


def _create_config(logical_id: str, props: Properties, stack_name: str) -> Created:
    name = props.get("DeploymentConfigName") or _physical_name(stack_name, logical_id, max_len=NAME_LENGTH)
    request = {**_camel({k: v for k, v in props.items() if k != "DeploymentConfigName"})}
    _call(configurations.create_deployment_config, {**request, "deploymentConfigName": name})
    return name, {}


def _update_config(physical_id: str, old: Properties, new: Properties, stack_name: str) -> Created:
    """A configuration cannot be changed: every property replaces it, so it needs another name."""
    for key in {*old, *new}:
        if old.get(key) != new.get(key) and old.get("DeploymentConfigName") == new.get("DeploymentConfigName"):
            _refuse_replacement("AWS::CodeDeploy::DeploymentConfig", key, old, new)
    return _create_config(physical_id, new, stack_name)


def _delete_config(physical_id: str, props: Properties) -> None:
    _call(configurations.delete_deployment_config, {"deploymentConfigName": physical_id})


def _create_group(logical_id: str, props: Properties, stack_name: str) -> Created:
    name = props.get("DeploymentGroupName") or _physical_name(stack_name, logical_id, max_len=NAME_LENGTH)
    _call(groups.create_deployment_group, {**_group(props), "deploymentGroupName": name})
    return name, {}


def _update_group(physical_id: str, old: Properties, new: Properties, stack_name: str, logical_id: str = "") -> Created:
    if old["ApplicationName"] != new["ApplicationName"]:
        return _create_group(logical_id, new, stack_name)
    current = {"currentDeploymentGroupName": physical_id}
    name = new.get("DeploymentGroupName", physical_id)
    renamed = {"newDeploymentGroupName": name} if name != physical_id else {}
    _call(groups.update_deployment_group, {**UNSET, **_group(new), **current, **renamed})
    return name, {}


def _delete_group(physical_id: str, props: Properties) -> None:
    request = {"applicationName": props["ApplicationName"], "deploymentGroupName": physical_id}
    groups.delete_deployment_group(request)


def _group(props: Properties) -> Request:
    if props.get("Deployment"):
        raise ValueError("The rehearsal's AWS::CodeDeploy::DeploymentGroup has no property Deployment")
    request: Request = _camel({NAMED_OTHERWISE.get(key, key): value for key, value in props.items() if key != "Tags"})
    return {**request, "tags": props.get("Tags", [])}


def _camel(value: Any) -> Any:  # a structure of any shape
    """CloudFormation's Names to the API's names, and booleans and numbers out of strings."""
    if isinstance(value, list):
        return [_camel(each) for each in value]
    if isinstance(value, dict):
        return {key[0].lower() + key[1:]: _camel(each) for key, each in value.items()}
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _call(operation: Operation, request: Request) -> None:
    """CloudFormation shows the error of a failed resource as its status reason."""
    try:
        operation(request)
    except ApiError as error:
        raise ValueError(f"{error} (Service: CodeDeploy, Error Code: {error.code})") from error


def _refuse_replacement(kind: str, key: str, old: Properties, new: Properties) -> None:
    if old.get(key) != new.get(key):
        raise ValueError(f"{kind}: a change of {key} needs a replacement; give the resource another logical id")
