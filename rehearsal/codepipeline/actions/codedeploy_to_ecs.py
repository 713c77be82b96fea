"""Deploy to ECS with CodeDeploy: register the task definition with its image, then deploy it.

https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECSbluegreen.html
"""

import hashlib
import json
from typing import Any

from botocore.exceptions import ClientError

from rehearsal.codepipeline.actions.codedeploy import finished
from rehearsal.codepipeline.artifacts import read_member
from rehearsal.codepipeline.job import ActionFailed, Job, Outcome

KNOWN = {
    "ApplicationName", "DeploymentGroupName", "TaskDefinitionTemplateArtifact", "TaskDefinitionTemplatePath",
    "AppSpecTemplateArtifact", "AppSpecTemplatePath", "Image1ArtifactName", "Image1ContainerName",
}  # fmt: skip
IMAGE_DETAIL, TASK_DEFINITION = "imageDetail.json", "<TASK_DEFINITION>"


def run(job: Job) -> Outcome:
    unknown = job.configuration.keys() - KNOWN
    if unknown:
        what = ", ".join(sorted(unknown))
        raise ActionFailed("ConfigurationError", f"The rehearsal does not have {what} of CodeDeployToECS")
    definition = _task_definition(job)
    made = job.client("ecs").register_task_definition(**definition)["taskDefinition"]["taskDefinitionArn"]
    job.progress.summary = made
    return _deployed(job, _revision(job, made))


def _task_definition(job: Job) -> dict[str, Any]:
    template = _file(job, "TaskDefinitionTemplate", "taskdef.json")
    name = job.configuration.get("Image1ContainerName")
    if name:
        detail = json.loads(_member(job, job.configuration["Image1ArtifactName"], IMAGE_DETAIL))
        template = template.replace(f"<{name}>", detail["ImageURI"])
    found: dict[str, Any] = json.loads(template)
    return found


def _revision(job: Job, task_definition: str) -> dict[str, Any]:
    content = _file(job, "AppSpecTemplate", "appspec.yaml").replace(TASK_DEFINITION, task_definition)
    digest = hashlib.sha256(content.encode()).hexdigest()
    return {"revisionType": "AppSpecContent", "appSpecContent": {"content": content, "sha256": digest}}


def _deployed(job: Job, revision: dict[str, Any]) -> Outcome:
    deploy = job.client("codedeploy")
    application, group = job.configuration["ApplicationName"], job.configuration["DeploymentGroupName"]
    try:
        deploy.register_application_revision(applicationName=application, revision=revision)
        deployment_id = deploy.create_deployment(
            applicationName=application, deploymentGroupName=group, revision=revision
        )["deploymentId"]
    except ClientError as error:
        raise ActionFailed("JobFailed", str(error)) from error
    job.progress.external_id = deployment_id
    deployment = finished(job, deploy, deployment_id)
    if deployment["status"] != "Succeeded":
        reason = deployment.get("errorInformation", {}).get("message", deployment["status"])
        raise ActionFailed("JobFailed", f"Deployment {deployment_id} failed. {reason}")
    return Outcome({"DeploymentId": deployment_id})


def _file(job: Job, what: str, default: str) -> str:
    return _member(job, job.configuration[f"{what}Artifact"], job.configuration.get(f"{what}Path", default))


def _member(job: Job, artifact: str, path: str) -> str:
    try:
        return read_member(job.client("s3"), job.inputs[artifact], path).decode()
    except FileNotFoundError as error:
        raise ActionFailed("ConfigurationError", str(error)) from error
