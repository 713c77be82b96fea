"""StartBuild's overrides applied to a project, and what the rehearsal refuses of either. No I/O."""

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

# StartBuild parameter -> the path in the project that it replaces
OVERRIDES: Mapping[str, tuple[str, ...]] = {
    "sourceVersion": ("sourceVersion",),
    "sourceTypeOverride": ("source", "type"),
    "sourceLocationOverride": ("source", "location"),
    "buildspecOverride": ("source", "buildspec"),
    "secondarySourcesOverride": ("secondarySources",),
    "artifactsOverride": ("artifacts",),
    "secondaryArtifactsOverride": ("secondaryArtifacts",),
    "imageOverride": ("environment", "image"),
    "cacheOverride": ("cache",),
    "serviceRoleOverride": ("serviceRole",),
    "timeoutInMinutesOverride": ("timeoutInMinutes",),
    "encryptionKeyOverride": ("encryptionKey",),
    "logsConfigOverride": ("logsConfig",),
}
OTHER_PARAMETERS = {"projectName", "environmentVariablesOverride", "idempotencyToken"}
ENVIRONMENT_TYPES = ("LINUX_CONTAINER", "ARM_CONTAINER")
SOURCE_TYPES = ("S3", "NO_SOURCE")


class Refused(Exception):
    """A project or a StartBuild that AWS rejects or the rehearsal cannot carry out."""


def merged(project: Json, request: Json) -> Json:
    """The project as this one build sees it. Raises Refused."""
    unknown = request.keys() - OVERRIDES.keys() - OTHER_PARAMETERS
    if unknown:
        raise Refused(f"The rehearsal does not have {', '.join(sorted(unknown))} of StartBuild")
    result: Json = {**project, "source": {**project["source"]}, "environment": {**project["environment"]}}
    for parameter, path in OVERRIDES.items():
        if parameter in request:
            target = result if len(path) == 1 else result[path[0]]
            target[path[-1]] = request[parameter]
    variables = project["environment"].get("environmentVariables", [])
    overrides = request.get("environmentVariablesOverride", [])
    by_name = {variable["name"]: variable for variable in (*variables, *overrides)}
    result["environment"]["environmentVariables"] = list(by_name.values())
    refuse_build(result)
    return result


def refuse_project(project: Json) -> None:
    """Raises Refused for what no build of the rehearsal could do."""
    environment = project["environment"]
    if environment.get("type") not in ENVIRONMENT_TYPES:
        raise Refused(f"The rehearsal has no {environment.get('type')}: {' or '.join(ENVIRONMENT_TYPES)}")
    if environment.get("privilegedMode") in (True, "true"):
        raise Refused("The rehearsal has no privileged mode: it runs no Docker daemon")
    if project.get("fileSystemLocations"):
        raise Refused("The rehearsal mounts no file systems (fileSystemLocations)")
    _refuse_reserved(environment.get("environmentVariables", []))


def refuse_build(project: Json) -> None:
    """Raises Refused for a build that could not run as AWS would run it."""
    refuse_project(project)
    for source in (project["source"], *project.get("secondarySources", [])):
        if source["type"] not in SOURCE_TYPES:
            raise Refused(f"The rehearsal builds from S3, as a pipeline does, not from {source['type']}")
    for artifact in (project["artifacts"], *project.get("secondaryArtifacts", [])):
        if artifact["type"] == "S3" and artifact.get("packaging") != "ZIP":
            raise Refused("The rehearsal uploads artifacts with packaging ZIP only")


def _refuse_reserved(variables: list[Json]) -> None:
    for variable in variables:
        if variable["name"].startswith("CODEBUILD_"):
            raise Refused(f"Environment variable {variable['name']}: the prefix CODEBUILD_ is reserved")
