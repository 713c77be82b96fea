"""A call that hands a role to a service is refused unless its caller may pass the role to that service."""

from typing import Any

from ministack.core import iam_actions
from ministack.core.responses import get_account_id, get_region, new_uuid

from rehearsal.iam.passed_roles import SERVICES, passed
from rehearsal.server import plug_points as ministack
from rehearsal.server.authorization import denied
from rehearsal.server.call import Call

PASSING = "iam:PassRole"


def install() -> None:
    """After all services have been added."""
    for service in SERVICES:
        ministack.check_before(service, refusal)


def refusal(call: Call) -> Any:
    """The service's answer of AccessDenied, or None when the call may go on."""
    caller = call.access_key_id
    for role, receiver in passed(call.action, call.parameters) if caller else ():
        denial = may_not_pass(caller, get_account_id(), role, receiver, get_region())
        if denial:
            return iam_actions.access_denied_response(
                call.service, PASSING, "", new_uuid(), message=denial, headers=call.headers, resource_arn=role
            )
    return None


def may_not_pass(access_key_id: str, account: str, role: str, service: str, region: str) -> str | None:
    """AWS's sentence, or None: a role stays in its account, and the caller needs the permission."""
    if role.split(":")[4:5] != [account]:
        return "Cross-account pass role is not allowed."
    return denied(access_key_id, account, PASSING, role, region, {"iam:PassedToService": service})
