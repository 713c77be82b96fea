"""Build projects: the API's CreateProject, BatchGetProjects, ListProjects, UpdateProject, DeleteProject."""

import copy
import time
from typing import Any

from ministack.core.responses import get_account_id, get_region

from rehearsal.codebuild.start_build import Refused, refuse_project
from rehearsal.server.service import ApiError, Request, Response

_projects: dict[str, Request] = {}  # by ARN
DEFAULTS: dict[str, Any] = {"timeoutInMinutes": 60, "queuedTimeoutInMinutes": 480, "tags": []}
REQUIRED = ("name", "source", "artifacts", "environment", "serviceRole")


def arn_of(name: str) -> str:
    if name.startswith("arn:"):
        return name
    return f"arn:aws:codebuild:{get_region()}:{get_account_id()}:project/{name}"


def find(name: str) -> Request:
    """A copy of the project. Raises ApiError(ResourceNotFoundException)."""
    return copy.deepcopy(_stored(name))


def create(request: Request) -> Response:
    missing = [name for name in REQUIRED if not request.get(name)]
    if missing:
        raise ApiError("InvalidInputException", f"Project {', '.join(missing)} is required")
    arn = arn_of(request["name"])
    if arn in _projects:
        raise ApiError("ResourceAlreadyExistsException", f"Project already exists: {arn}")
    now = time.time()
    defaults = {**DEFAULTS, "encryptionKey": f"arn:aws:kms:{get_region()}:{get_account_id()}:alias/aws/s3"}
    made = {**defaults, **copy.deepcopy(request), "arn": arn, "created": now, "lastModified": now}
    _check(made)
    _projects[arn] = made
    return {"project": find(arn)}


def update(request: Request) -> Response:
    changed = {**_stored(request["name"]), **copy.deepcopy(request), "lastModified": time.time()}
    _check(changed)
    _projects[changed["arn"]] = changed
    return {"project": find(changed["arn"])}


def replace(request: Request) -> Response:
    """As `update`, but what the request does not name is gone, as CloudFormation means it."""
    created = _stored(request["name"])["created"]
    delete(request)
    answer = create(request)
    _projects[arn_of(request["name"])]["created"] = created
    return answer


def batch_get(request: Request) -> Response:
    names = request["names"]
    known = [name for name in names if arn_of(name) in _projects]
    unknown = [name for name in names if name not in known]
    return {"projects": [find(name) for name in known], "projectsNotFound": unknown}


def list_names(request: Request) -> Response:
    prefix = arn_of("")
    names = sorted(arn.removeprefix(prefix) for arn in _projects if arn.startswith(prefix))
    return {"projects": names[::-1] if request.get("sortOrder") == "DESCENDING" else names}


def delete(request: Request) -> Response:
    _projects.pop(arn_of(request["name"]), None)
    return {}


def reset() -> None:
    _projects.clear()


def _stored(name: str) -> Request:
    project = _projects.get(arn_of(name))
    if project is None:
        raise ApiError("ResourceNotFoundException", f"Project cannot be found: {arn_of(name)}")
    return project


def _check(project: Request) -> None:
    try:
        refuse_project(project)
    except Refused as error:
        raise ApiError("InvalidInputException", str(error)) from error
