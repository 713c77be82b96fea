"""What IAM checks a call of CodeDeploy against.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodedeploy.html
"""

from collections.abc import Mapping
from typing import Any

from rehearsal.codedeploy import store

OF_GROUP = (
    "CreateDeployment", "CreateDeploymentGroup", "DeleteDeploymentGroup", "GetDeploymentGroup",
    "UpdateDeploymentGroup", "ListDeployments", "BatchGetDeploymentGroups",
)  # fmt: skip
OF_APPLICATION = (
    "CreateApplication", "DeleteApplication", "GetApplication", "GetApplicationRevision",
    "RegisterApplicationRevision", "ListDeploymentGroups", "BatchGetApplications",
)  # fmt: skip
OF_CONFIG = ("CreateDeploymentConfig", "DeleteDeploymentConfig", "GetDeploymentConfig")
# Checked against the group it belongs to. Of the last the reference names no resource; CDK's own grant, and SAM's
# documentation, do.
OF_DEPLOYMENT = ("GetDeployment", "BatchGetDeployments", "PutLifecycleEventHookExecutionStatus")
OF_RESOURCE = ("TagResource", "UntagResource", "ListTagsForResource")


def resource_arn(operation: str, request: Mapping[str, Any], region: str, account: str) -> str:
    """`*` for an operation without resource-level permissions."""
    prefix = f"arn:aws:codedeploy:{region}:{account}"
    application = request.get("applicationName") or (request.get("applicationNames") or [""])[0]
    if operation in OF_RESOURCE:
        return str(request.get("ResourceArn", "*"))
    if operation in OF_CONFIG:
        return f"{prefix}:deploymentconfig:{request.get('deploymentConfigName', '')}"
    if operation in OF_APPLICATION:
        return f"{prefix}:application:{application}"
    if operation in OF_GROUP:
        return f"{prefix}:deploymentgroup:{application}/{_group_name(request)}"
    if operation in OF_DEPLOYMENT:
        return _group_of((request.get("deploymentIds") or [request.get("deploymentId", "")])[0], prefix)
    return "*"


def _group_name(request: Mapping[str, Any]) -> str:
    names = request.get("deploymentGroupNames") or [request.get("currentDeploymentGroupName", "")]
    return str(request.get("deploymentGroupName") or names[0])


def _group_of(deployment_id: str, prefix: str) -> str:
    record = store.deployments().get(deployment_id)
    if record is None:
        return f"{prefix}:deploymentgroup:*"
    return f"{prefix}:deploymentgroup:{record.info['applicationName']}/{record.info['deploymentGroupName']}"
