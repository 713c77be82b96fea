"""A state machine as the target of an EventBridge rule: StartExecution with the target's role."""

import logging

from botocore.exceptions import ClientError
from ministack.core.concurrency import spawn_background

from rehearsal.server.credentials import assume_as_service, client
from rehearsal.server.service import ApiError


def start(machine_arn: str, role_arn: str, rule_arn: str, given: str) -> None:
    """On a thread of its own, since whoever sends the event may be the server itself."""
    spawn_background(_start, machine_arn, role_arn, rule_arn, given, thread_name="event-target")


def _start(machine_arn: str, role_arn: str, rule_arn: str, given: str) -> None:
    """What EventBridge does for a rule that matched; a failed invocation is logged, as the rule's metric is."""
    region = machine_arn.split(":")[3]
    try:
        credentials = assume_as_service(role_arn, "events.amazonaws.com", "event", source_arn=rule_arn, region=region)
        client("stepfunctions", credentials, region).start_execution(stateMachineArn=machine_arn, input=given)
    except (ApiError, ClientError) as error:
        logging.getLogger(__name__).warning("EventBridge could not start %s: %s", machine_arn, error)
