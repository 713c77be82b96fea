"""Build or Test with CodeBuild: one build of a project, artifacts in and out through the pipeline's bucket."""

import json
from typing import Any

from rehearsal.codepipeline.artifacts import Location, new_location
from rehearsal.codepipeline.job import Abandoned, ActionFailed, Job, Outcome

KNOWN = {"ProjectName", "PrimarySource", "EnvironmentVariables"}


def run(job: Job) -> Outcome:
    _refuse_unknown(job)
    builds = job.client("codebuild")
    outputs = {name: new_location(job.pipeline, name) for name in job.action.outputs}
    build_id = builds.start_build(**_request(job, outputs))["build"]["id"]
    job.progress.external_id = build_id
    try:
        build = _finished(job, builds, build_id)
    except Abandoned:
        builds.stop_build(id=build_id)
        raise
    if build["buildStatus"] != "SUCCEEDED":
        raise ActionFailed("JobFailed", _reason(build))
    exported = build.get("exportedEnvironmentVariables", [])
    return Outcome({each["name"]: each["value"] for each in exported}, outputs)


def _refuse_unknown(job: Job) -> None:
    unknown = job.configuration.keys() - KNOWN
    if unknown:
        raise ActionFailed(
            "ConfigurationError",
            f"Action {job.action.name}: the rehearsal does not have {', '.join(sorted(unknown))} of CodeBuild",
        )


def _request(job: Job, outputs: dict[str, Location]) -> dict[str, Any]:
    primary = job.configuration.get("PrimarySource") or job.action.inputs[0]
    secondary = [name for name in job.action.inputs if name != primary]
    request: dict[str, Any] = {
        "projectName": job.configuration["ProjectName"],
        "sourceTypeOverride": "S3",
        "sourceLocationOverride": str(job.inputs[primary]),
        "environmentVariablesOverride": json.loads(job.configuration.get("EnvironmentVariables", "[]")),
    }
    if secondary:
        request["secondarySourcesOverride"] = [
            {"type": "S3", "location": str(job.inputs[name]), "sourceIdentifier": name} for name in secondary
        ]
    artifacts = [_artifact(name, location) for name, location in outputs.items()]
    if len(artifacts) == 1:
        request["artifactsOverride"] = {k: v for k, v in artifacts[0].items() if k != "artifactIdentifier"}
    elif artifacts:
        request["secondaryArtifactsOverride"] = artifacts
    return request


def _artifact(name: str, location: Location) -> dict[str, Any]:
    folder, _, last = location.key.rpartition("/")
    return {
        "type": "S3",
        "location": location.bucket,
        "path": folder,
        "name": last,
        "packaging": "ZIP",
        "namespaceType": "NONE",
        "overrideArtifactName": False,
        "artifactIdentifier": name,
    }


def _finished(job: Job, builds: Any, build_id: str) -> dict[str, Any]:
    found: dict[str, Any] = {}

    def done() -> bool:
        found.update(builds.batch_get_builds(ids=[build_id])["builds"][0])
        return bool(found["buildComplete"])

    job.wait_until(done)
    return found


def _reason(build: dict[str, Any]) -> str:
    """The message of the first phase that failed, as the console shows it."""
    ended = f"Build terminated with state: {build['buildStatus']}"
    for phase in build.get("phases", []):
        for context in phase.get("contexts", []):
            if phase.get("phaseStatus") not in ("SUCCEEDED", None) and context.get("message"):
                return f"{ended}. {phase['phaseType']}: {context['message']}"
    return ended
