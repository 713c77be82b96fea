"""CodeDeploy of the local AWS: its operations, and everything that has to be registered."""

import sys
from typing import Any

from rehearsal.codedeploy import (
    agent,
    applications,
    conductor,
    configurations,
    deployments,
    groups,
    hook_executions,
    override,
    permissions,
    resources,
    store,
    tagging,
    targets,
)  # fmt: skip
from rehearsal.fleet import service as fleet_service
from rehearsal.fleet.fleet import Fleet
from rehearsal.server import plug_points as ministack
from rehearsal.server.service import json_service

TARGET_PREFIX = "CodeDeploy_20141006"
handle_request = json_service({
    "CreateApplication": applications.create_application,
    "GetApplication": applications.get_application,
    "BatchGetApplications": applications.batch_get_applications,
    "ListApplications": applications.list_applications,
    "DeleteApplication": applications.delete_application,
    "RegisterApplicationRevision": applications.register_application_revision,
    "GetApplicationRevision": applications.get_application_revision,
    "CreateDeploymentGroup": groups.create_deployment_group,
    "GetDeploymentGroup": groups.get_deployment_group,
    "BatchGetDeploymentGroups": groups.batch_get_deployment_groups,
    "UpdateDeploymentGroup": groups.update_deployment_group,
    "ListDeploymentGroups": groups.list_deployment_groups,
    "DeleteDeploymentGroup": groups.delete_deployment_group,
    "CreateDeploymentConfig": configurations.create_deployment_config,
    "GetDeploymentConfig": configurations.get_deployment_config,
    "ListDeploymentConfigs": configurations.list_deployment_configs,
    "DeleteDeploymentConfig": configurations.delete_deployment_config,
    "CreateDeployment": deployments.create_deployment,
    "GetDeployment": deployments.get_deployment,
    "BatchGetDeployments": deployments.batch_get_deployments,
    "ListDeployments": deployments.list_deployments,
    "StopDeployment": deployments.stop_deployment,
    "PutLifecycleEventHookExecutionStatus": hook_executions.put_lifecycle_event_hook_execution_status,
    "ListDeploymentTargets": targets.list_deployment_targets,
    "GetDeploymentTarget": targets.get_deployment_target,
    "BatchGetDeploymentTargets": targets.batch_get_deployment_targets,
    "TagResource": tagging.tag_resource,
    "UntagResource": tagging.untag_resource,
    "ListTagsForResource": tagging.list_tags_for_resource,
})  # fmt: skip


def install() -> Fleet:
    """Register the service, its CloudFormation types and what IAM checks, and the fleet that it deploys to.

    The server calls `terminate_all` of the fleet when it ends.
    """
    fleet = fleet_service.install(agent.unit())
    ministack.add_service("codedeploy", sys.modules[__name__], TARGET_PREFIX)
    ministack.check_before("codedeploy", override.refusal)
    ministack.add_resource_types(resources.handlers())
    ministack.provision_on_threads(resources.DEPLOYMENT_GROUP)
    ministack.add_resource_arns("codedeploy", permissions.resource_arn)
    conductor.use(fleet)
    return fleet


def get_state() -> dict[str, Any]:
    """MiniStack asks every service; the rehearsal persists nothing."""
    return {}


def reset() -> None:
    """MiniStack's reset endpoint."""
    store.clear()
