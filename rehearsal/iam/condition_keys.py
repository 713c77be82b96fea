"""Condition keys of IAM's own calls, which MiniStack does not set.

"Actions, resources, and condition keys for IAM" (service authorization reference): iam:PermissionsBoundary is
what the call sets, or what the role or user has that it changes; iam:PolicyARN is the managed policy that it
attaches or detaches.
"""

from collections.abc import Mapping
from typing import Any

from ministack.core import iam_actions
from ministack.services import iam

from rehearsal.server.call import Parameters, parameters

SETS_BOUNDARY = ("CreateRole", "CreateUser", "PutRolePermissionsBoundary", "PutUserPermissionsBoundary")
OF_ROLE = (
    "AttachRolePolicy", "DetachRolePolicy", "PutRolePolicy", "DeleteRolePolicy", "DeleteRolePermissionsBoundary",
)  # fmt: skip
OF_USER = (
    "AttachUserPolicy", "DetachUserPolicy", "PutUserPolicy", "DeleteUserPolicy", "DeleteUserPermissionsBoundary",
)  # fmt: skip
OF_POLICY = tuple(f"{verb}{kind}Policy" for verb in ("Attach", "Detach") for kind in ("Role", "User", "Group"))


def install() -> None:
    """MiniStack asks for the keys of a request's tags with every call: these come along."""
    tags = iam_actions.request_tag_context

    def context(service: str, action: str, body: bytes, query: Mapping[str, Any]) -> Any:
        more = of_call(action, parameters(b"", query)) if service == "iam" else {}
        return {**tags(service, action, body, query), **more}

    iam_actions.request_tag_context = context


def of_call(action: str, named: Parameters) -> dict[str, str]:
    """By condition key. A key without a value is not in the request, as on AWS."""
    operation = action.partition(":")[2]
    found = {
        "iam:PermissionsBoundary": _boundary(operation, named),
        "iam:PolicyARN": named.get("PolicyArn") if operation in OF_POLICY else None,
        "iam:AWSServiceName": named.get("AWSServiceName") if operation == "CreateServiceLinkedRole" else None,
    }
    return {key: value for key, value in found.items() if value}


def _boundary(operation: str, named: Parameters) -> str | None:
    if operation in SETS_BOUNDARY:
        return named.get("PermissionsBoundary")
    role = iam._roles.get(named.get("RoleName", "")) if operation in OF_ROLE else None
    user = iam._users.get(named.get("UserName", "")) if operation in OF_USER else None
    return (role or user or {}).get("PermissionsBoundary")
