"""As whom CloudFormation works on a stack: as the execution role that the stack was given, or as the caller.

"AWS CloudFormation service role" (CloudFormation user guide): a role that was given once is used for all later
operations on the stack, also by callers who may not pass it.
"""

from contextvars import ContextVar
from typing import Any

from ministack.core.responses import get_account_id, get_region
from ministack.services.cloudformation import changesets, helpers

from rehearsal.server import plug_points as ministack
from rehearsal.server.call import Call, Parameters
from rehearsal.server.credentials import assume_as_service
from rehearsal.server.service import ApiError

PRINCIPAL, SESSION = "cloudformation.amazonaws.com", "AWSCloudFormation"
TAKES_ROLE = (
    "CreateStack", "UpdateStack", "DeleteStack", "CreateChangeSet", "ExecuteChangeSet", "ContinueUpdateRollback",
    "RollbackStack",
)  # fmt: skip
# The access key with which the running operation works; a task of MiniStack's inherits it from the call.
access_key: ContextVar[str] = ContextVar("access_key", default="")
_roles: dict[tuple[str, str, str], str] = {}  # by account, region and name of the stack


def install() -> None:
    """After pass_role: who may not pass a role does not leave it with the stack."""
    ministack.check_before("cloudformation", take_on)


def take_on(call: Call) -> Any:
    """CloudFormation's answer when the role cannot be assumed, or None."""
    access_key.set(call.access_key_id)
    operation, named = call.action.partition(":")[2], call.parameters
    role = _role(operation, named) if operation in TAKES_ROLE else None
    if role:
        stack = f"arn:aws:cloudformation:{get_region()}:{get_account_id()}:stack/{_stack_name(named)}/*"
        try:
            made = assume_as_service(role, PRINCIPAL, SESSION, source_arn=stack, region=get_region())
        except ApiError:
            return helpers._error("ValidationError", f"Role {role} is invalid or cannot be assumed")
        access_key.set(made.access_key_id)
    return None


def _role(operation: str, named: Parameters) -> str | None:
    stack = get_account_id(), get_region(), _stack_name(named)
    if operation == "CreateStack" or named.get("ChangeSetType") == "CREATE":
        _roles.pop(stack, None)  # of an earlier stack of this name
    if named.get("RoleARN"):
        _roles[stack] = named["RoleARN"]
    return _roles.get(stack)


def _stack_name(named: Parameters) -> str:
    """Also of one that is named by its ARN, or by the ARN of a change set."""
    given = named.get("StackName", "")
    if not given:
        _, change_set = changesets._find_change_set(named.get("ChangeSetName", ""))
        return str(change_set["StackName"]) if change_set else ""
    return given.split("/")[1] if given.startswith("arn:") else given
