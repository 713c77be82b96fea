"""A state machine as the target of an EventBridge rule: StartExecution with the target's role."""

import logging

from botocore.exceptions import ClientError
from ministack.core.concurrency import spawn_background

from rehearsal.eventbridge import dead_letters
from rehearsal.server.credentials import assume_as_service, client
from rehearsal.server.plug_points import Invoked
from rehearsal.server.service import ApiError


def start(invoked: Invoked, given: str) -> None:
    """On a thread of its own, since whoever sends the event may be the server itself."""
    spawn_background(_start, invoked, given, thread_name="event-target")


def _start(invoked: Invoked, given: str) -> None:
    """What EventBridge does for a rule that matched; what fails is kept in the target's queue, and logged."""
    target, event, rule_arn = invoked
    try:
        _start_execution(target["Arn"], target.get("RoleArn", ""), rule_arn, given)
    except dead_letters.UndeliveredError as error:
        logging.getLogger(__name__).warning("EventBridge could not start %s: %s", target["Arn"], error)
        dead_letters.keep(target, event, rule_arn, error)


def _start_execution(machine_arn: str, role_arn: str, rule_arn: str, given: str) -> None:
    """Raises UndeliveredError."""
    region = machine_arn.split(":")[3]
    try:
        credentials = assume_as_service(role_arn, "events.amazonaws.com", "event", source_arn=rule_arn, region=region)
    except ApiError as error:
        raise dead_letters.UndeliveredError("FAILED_TO_ASSUME_ROLE", str(error)) from error
    try:
        client("stepfunctions", credentials, region).start_execution(stateMachineArn=machine_arn, input=given)
    except ClientError as error:
        denied = error.response["Error"]["Code"].startswith("AccessDenied")
        raise dead_letters.UndeliveredError("NO_PERMISSIONS" if denied else "NO_RESOURCE", str(error)) from error
