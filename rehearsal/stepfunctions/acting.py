"""As whom an execution calls other services: as the role of its state machine.

"Creating an IAM role for your state machine" (Step Functions developer guide): the role trusts states.amazonaws.com,
and its conditions are asked with the state machine as aws:SourceArn.
"""

from collections.abc import Callable
from contextvars import ContextVar

from ministack.core.responses import get_region
from ministack.services import stepfunctions

from rehearsal.server.credentials import Credentials, assume_as_service
from rehearsal.server.service import ApiError

PRINCIPAL = "states.amazonaws.com"
Run = Callable[[str], None]
# Branches of the execution run on threads that inherit it.
_credentials: ContextVar[Credentials] = ContextVar("credentials")


class NoRoleError(Exception):
    """A state calls a service outside of an execution that has a role."""


def in_its_role(run: Run) -> Run:
    """`run`, with the credentials of the state machine's role: an execution whose role refuses has failed."""

    def acting(execution_arn: str) -> None:
        execution = stepfunctions._executions[execution_arn]
        machine = stepfunctions._state_machines[execution["stateMachineArn"]]
        try:
            taken = assume_as_service(
                machine["roleArn"],
                PRINCIPAL,
                execution["name"][:64],
                source_arn=machine["stateMachineArn"],
                region=get_region(),
            )
        except ApiError as error:
            stepfunctions._fail_execution(execution, "States.Permissions", str(error))
            return
        _credentials.set(taken)
        run(execution_arn)

    return acting


def credentials() -> Credentials:
    """Of the execution that this thread works for. Raises NoRoleError."""
    try:
        return _credentials.get()
    except LookupError:
        raise NoRoleError("The rehearsal runs states in standard executions only") from None
