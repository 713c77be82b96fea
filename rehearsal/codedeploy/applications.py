"""Applications and their revisions: the API's operations."""

import time
import uuid

from rehearsal.codedeploy import ecs_revision, lambda_revision, store
from rehearsal.codedeploy.names import checked
from rehearsal.codedeploy.store import Application
from rehearsal.server.service import ApiError, Request, Response


def create_application(request: Request) -> Response:
    name = checked(request["applicationName"], "InvalidApplicationNameException")
    if name in store.applications():
        raise ApiError("ApplicationAlreadyExistsException", f"Application already exists for name: {name}")
    platform = request.get("computePlatform", "Server")
    if platform not in ("Server", "Lambda", "ECS"):
        raise ApiError(
            "InvalidComputePlatformException", f"The rehearsal's CodeDeploy has no compute platform {platform} yet"
        )
    info = {
        "applicationId": str(uuid.uuid4()), "applicationName": name, "createTime": time.time(),
        "linkedToGitHub": False, "computePlatform": platform,
    }  # fmt: skip
    store.applications()[name] = Application(name, info)
    store.tags[store.arn("application", name)] = {t["Key"]: t["Value"] for t in request.get("tags", [])}
    return {"applicationId": info["applicationId"]}


def get_application(request: Request) -> Response:
    return {"application": store.application(request["applicationName"]).info}


def batch_get_applications(request: Request) -> Response:
    return {"applicationsInfo": [store.application(name).info for name in request["applicationNames"]]}


def list_applications(request: Request) -> Response:
    return {"applications": sorted(store.applications())}


def delete_application(request: Request) -> Response:
    """Deletes the application's deployment groups too, as AWS does."""
    name = request["applicationName"]
    for key in [key for key in store.groups() if key[0] == name]:
        del store.groups()[key]
    store.applications().pop(name, None)
    return None


def register_application_revision(request: Request) -> Response:
    register(store.application(request["applicationName"]), request["revision"], request.get("description", ""))
    return None


def get_application_revision(request: Request) -> Response:
    application, revision = store.application(request["applicationName"]), request["revision"]
    for known in application.revisions:
        if known["revision"] == revision:
            return {"applicationName": application.name, **known}
    raise ApiError("RevisionDoesNotExistException", f"No revision found for: {revision}")


def register(application: Application, revision: Request, description: str = "") -> Request:
    """The revision's record; a new one unless the revision is registered already."""
    if application.info["computePlatform"] == "Lambda":
        lambda_revision.parse(revision)
        return _record(application, lambda_revision.shown(revision), description)
    if application.info["computePlatform"] == "ECS":
        ecs_revision.parse(revision)
        return _record(application, revision, description)
    if revision.get("revisionType") != "S3" or not revision.get("s3Location"):
        raise ApiError("InvalidRevisionException", "The rehearsal deploys revisions from S3 only")
    if revision["s3Location"].get("bundleType", "zip") != "zip":
        raise ApiError("InvalidRevisionException", "The rehearsal's agent unpacks bundles of type zip only")
    return _record(application, revision, description)


def _record(application: Application, revision: Request, description: str) -> Request:
    for known in application.revisions:
        if known["revision"] == revision:
            return known
    record = {
        "revision": revision,
        "revisionInfo": {"description": description, "deploymentGroups": [], "registerTime": time.time()},
    }
    application.revisions.append(record)
    return record
