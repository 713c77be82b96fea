"""What IAM checks a call of CodeDeploy against."""

from typing import Any

import pytest

from rehearsal.codedeploy.permissions import resource_arn

PREFIX = "arn:aws:codedeploy:eu-central-1:111111111111"
APP = {"applicationName": "web"}


@pytest.mark.parametrize(
    ("operation", "request_", "resource"),
    [
        ("CreateDeployment", {**APP, "deploymentGroupName": "blue"}, f"{PREFIX}:deploymentgroup:web/blue"),
        ("UpdateDeploymentGroup", {**APP, "currentDeploymentGroupName": "b"}, f"{PREFIX}:deploymentgroup:web/b"),
        ("BatchGetDeploymentGroups", {**APP, "deploymentGroupNames": ["b"]}, f"{PREFIX}:deploymentgroup:web/b"),
        ("RegisterApplicationRevision", APP, f"{PREFIX}:application:web"),
        ("GetDeploymentConfig", {"deploymentConfigName": "c"}, f"{PREFIX}:deploymentconfig:c"),
        ("TagResource", {"ResourceArn": f"{PREFIX}:application:x"}, f"{PREFIX}:application:x"),
        ("GetDeployment", {"deploymentId": "d-UNKNOWN"}, f"{PREFIX}:deploymentgroup:*"),
        ("StopDeployment", {"deploymentId": "d-1"}, "*"),
        ("ListApplications", {}, "*"),
        ("BatchGetDeploymentTargets", {"deploymentId": "d-1"}, "*"),
    ],
)
def test_the_resource_is_the_one_of_the_service_authorization_reference(
    operation: str, request_: dict[str, Any], resource: str
) -> None:
    assert resource_arn(operation, request_, "eu-central-1", "111111111111") == resource
