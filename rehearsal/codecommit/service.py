"""The API of CodeCommit as far as a pipeline's source needs it, and AWS::CodeCommit::Repository."""

import sys
import uuid
from typing import Any

from ministack.core.responses import get_account_id, get_region

from rehearsal.git.repositories import NO_COMMIT, GitError, codecommit
from rehearsal.server import plug_points as ministack
from rehearsal.server.events import put_event
from rehearsal.server.service import ApiError, Request, Response, json_service

_repositories: dict[tuple[str, str, str], Request] = {}  # by account, region, name


def create_repository(request: Request) -> Response:
    name = request["repositoryName"]
    key = (get_account_id(), get_region(), name)
    if key in _repositories:
        raise ApiError("RepositoryNameExistsException", f"Repository named {name} already exists")
    path = codecommit(*key).create().path
    _repositories[key] = {
        "repositoryName": name,
        "repositoryId": str(uuid.uuid4()),
        "accountId": get_account_id(),
        "Arn": f"arn:aws:codecommit:{get_region()}:{get_account_id()}:{name}",
        "cloneUrlHttp": f"file://{path}",
        "cloneUrlSsh": f"file://{path}",
    }
    return {"repositoryMetadata": _repositories[key]}


def get_repository(request: Request) -> Response:
    return {"repositoryMetadata": _found(request["repositoryName"])}


def list_repositories(request: Request) -> Response:
    here = (get_account_id(), get_region())
    return {
        "repositories": [
            {"repositoryName": r["repositoryName"], "repositoryId": r["repositoryId"]}
            for key, r in _repositories.items()
            if key[:2] == here
        ]
    }


def delete_repository(request: Request) -> Response:
    gone = _repositories.pop((get_account_id(), get_region(), request["repositoryName"]), None)
    return {"repositoryId": gone["repositoryId"]} if gone else {}


def get_branch(request: Request) -> Response:
    name, branch = request["repositoryName"], request["branchName"]
    _found(name)
    head = codecommit(get_account_id(), get_region(), name).head(branch)
    if head is None:
        raise ApiError("BranchDoesNotExistException", f"Repository {name} has no branch {branch}")
    return {"branch": {"branchName": branch, "commitId": head}}


def get_commit(request: Request) -> Response:
    name = request["repositoryName"]
    _found(name)
    try:
        commit = codecommit(get_account_id(), get_region(), name).commit(request["commitId"])
    except GitError as error:
        raise ApiError("CommitIdDoesNotExistException", str(error)) from error
    author = {"name": commit.author, "email": commit.author_email}
    return {"commit": {"commitId": commit.id, "message": commit.message, "author": author}}


def pushed(account: str, region: str, name: str, reference: str, old: str, new: str) -> None:
    """Send the event that AWS sends for a push (EventBridge, CodeCommit Repository State Change)."""
    kind = {"heads": "branch", "tags": "tag"}[reference.split("/")[1]]
    event = "referenceDeleted" if new == NO_COMMIT else "referenceCreated" if old == NO_COMMIT else "referenceUpdated"
    arn = f"arn:aws:codecommit:{region}:{account}:{name}"
    put_event(
        account,
        region,
        "aws.codecommit",
        "CodeCommit Repository State Change",
        {
            "event": event,
            "repositoryName": name,
            "referenceType": kind,
            "referenceName": reference.split("/", 2)[2],
            "referenceFullName": reference,
            "commitId": new,
            "oldCommitId": old,
        },
        [arn],
    )


def _found(name: str) -> Request:
    found = _repositories.get((get_account_id(), get_region(), name))
    if found is None:
        raise ApiError("RepositoryDoesNotExistException", f"{name} does not exist")
    return found


def _create(logical_id: str, properties: Request, stack: str) -> tuple[str, Request]:
    made = (create_repository({"repositoryName": properties["RepositoryName"]}) or {})["repositoryMetadata"]
    names = {"Arn": "Arn", "Name": "repositoryName", "CloneUrlHttp": "cloneUrlHttp", "CloneUrlSsh": "cloneUrlSsh"}
    return made["repositoryId"], {attribute: made[key] for attribute, key in names.items()}


def _delete(physical_id: str, properties: Request) -> None:
    delete_repository({"repositoryName": properties["RepositoryName"]})


handle_request = json_service(
    {
        "CreateRepository": create_repository,
        "GetRepository": get_repository,
        "ListRepositories": list_repositories,
        "DeleteRepository": delete_repository,
        "GetBranch": get_branch,
        "GetCommit": get_commit,
    }
)


def resource_arn(operation: str, request: Request, region: str, account: str) -> str | None:
    name = request.get("repositoryName")
    return f"arn:aws:codecommit:{region}:{account}:{name}" if name else "*"


def install() -> None:
    module: Any = sys.modules[__name__]
    ministack.add_service("codecommit", module, "CodeCommit_20150413")
    ministack.add_resource_arns("codecommit", resource_arn)
    ministack.add_resource_types({"AWS::CodeCommit::Repository": {"create": _create, "delete": _delete}})


def get_state() -> dict[str, Any]:
    """MiniStack asks every service; the rehearsal persists nothing."""
    return {}


def reset() -> None:
    _repositories.clear()
