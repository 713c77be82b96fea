"""As whom an execution calls other services: as the role of its state machine.

"Creating an IAM role for your state machine" (Step Functions developer guide): the role trusts states.amazonaws.com,
and its conditions are asked with the state machine as aws:SourceArn.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from botocore.exceptions import ClientError
from ministack.core.responses import get_region
from ministack.services import stepfunctions

from rehearsal.server.credentials import Credentials, assume_as_service, assume_role
from rehearsal.server.service import ApiError

PRINCIPAL = "states.amazonaws.com"
Run = Callable[[str], None]
State = dict[str, Any]
Execute = Callable[[State, Any, Any, Any], Any]
# Branches of the execution run on threads that inherit it.
_credentials: ContextVar[Credentials] = ContextVar("credentials")
_taken_on: ContextVar[str] = ContextVar("taken_on", default="")  # ARN of the role of the state at hand


class NoRoleError(Exception):
    """A state calls a service outside of an execution that has a role."""


class NotTakenOnError(Exception):
    """The role that a state names does not trust the machine's, or the machine's may not take it on."""


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
    """Of the execution that this thread works for, or of the role that its state takes on. Raises NoRoleError.

    Raises NotTakenOnError where the state may not take that role on.
    """
    try:
        own = _credentials.get()
    except LookupError:
        raise NoRoleError("The rehearsal runs states in standard executions only") from None
    role = _taken_on.get()
    try:
        return assume_role(own, role, "state", get_region()) if role else own
    except ClientError as error:
        raise NotTakenOnError(str(error)) from error


def in_the_states_role(execute: Execute) -> Execute:
    """A Task with `Credentials` acts in the role that they name, taken on by the machine's.

    https://docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html
    """

    def acting(state: State, given: Any, execution: Any, context: Any) -> Any:
        role = state.get("Credentials", {}).get("RoleArn", "")
        token = _taken_on.set(stepfunctions._apply_jsonata_template(role, given, context))
        try:
            return execute(state, given, execution, context)
        finally:
            _taken_on.reset(token)

    return acting
