"""Deploy to EC2 with CodeDeploy. What the action calls is what CDK grants it (CodeDeployServerDeployAction)."""

from typing import Any

from rehearsal.codepipeline.job import ActionFailed, Job, Outcome

ENDED = ("Succeeded", "Failed", "Stopped")


def run(job: Job) -> Outcome:
    deploy = job.client("codedeploy")
    application, group = job.configuration["ApplicationName"], job.configuration["DeploymentGroupName"]
    artifact = job.inputs[job.action.inputs[0]]
    job.client("s3").head_object(Bucket=artifact.bucket, Key=artifact.key)
    revision = {
        "revisionType": "S3",
        "s3Location": {"bucket": artifact.bucket, "key": artifact.key, "bundleType": "zip"},
    }
    deploy.register_application_revision(applicationName=application, revision=revision)
    deploy.get_application_revision(applicationName=application, revision=revision)
    deployment_id = deploy.create_deployment(applicationName=application, deploymentGroupName=group, revision=revision)[
        "deploymentId"
    ]
    job.progress.external_id = deployment_id
    deployment = finished(job, deploy, deployment_id)
    if deployment["status"] != "Succeeded":
        reason = deployment.get("errorInformation", {}).get("message", deployment["status"])
        raise ActionFailed("JobFailed", f"Deployment {deployment_id} failed. {reason}")
    return Outcome({"DeploymentId": deployment_id})


def finished(job: Job, deploy: Any, deployment_id: str) -> dict[str, Any]:
    """The deployment in the end, as GetDeployment shows it."""
    found: dict[str, Any] = {}

    def done() -> bool:
        found.update(deploy.get_deployment(deploymentId=deployment_id)["deploymentInfo"])
        return found["status"] in ENDED

    job.wait_until(done)
    return found
