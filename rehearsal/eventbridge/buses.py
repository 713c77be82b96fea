"""An event bus as the target of a rule, in whatever account and region: PutEvents with the target's role.

The role must allow it, and the bus's policy too where the account is another. The event keeps its account and region.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html
"""

import logging
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.responses import request_scope
from ministack.services import eventbridge

from rehearsal.eventbridge import dead_letters
from rehearsal.server.authorization import require
from rehearsal.server.credentials import assume_as_service
from rehearsal.server.service import ApiError

BUS = ":event-bus/"
PRINCIPAL = "events.amazonaws.com"


def install() -> None:
    _keep_policies()
    original = eventbridge._invoke_target

    def invoke(target: dict[str, Any], event: dict[str, Any], rule: dict[str, Any], view: Any = None) -> None:
        if BUS in target.get("Arn", ""):
            _hand_on(target, event, rule)
        else:
            original(target, event, rule, view)

    eventbridge._invoke_target = invoke


def _hand_on(target: dict[str, Any], event: dict[str, Any], rule: dict[str, Any]) -> None:
    try:
        _put(target, event, rule["Arn"])
    except dead_letters.UndeliveredError as error:
        logging.getLogger(__name__).warning("EventBridge could not reach %s: %s", target["Arn"], error)
        dead_letters.keep(target, event, rule["Arn"], error)


def _put(target: dict[str, Any], event: dict[str, Any], rule_arn: str) -> None:
    """Raises UndeliveredError for what AWS does not try again."""
    _, _, _, region, account, bus = target["Arn"].split(":")
    _may_put(target, region, rule_arn)
    name = bus.partition("/")[2]
    with request_scope(account, region):
        if name not in eventbridge._event_buses:
            raise dead_letters.UndeliveredError("NO_RESOURCE", f"Event bus {name} does not exist.")
        eventbridge._dispatch_event({**event, "EventBusName": name})


def _may_put(target: dict[str, Any], region: str, rule_arn: str) -> None:
    role, origin = target.get("RoleArn", ""), rule_arn.split(":")[3]
    try:
        credentials = assume_as_service(role, PRINCIPAL, "event", source_arn=rule_arn, region=origin)
    except ApiError as error:
        raise dead_letters.UndeliveredError("FAILED_TO_ASSUME_ROLE", str(error)) from error
    try:
        require(credentials, "events:PutEvents", target["Arn"], region)
    except ApiError as error:
        raise dead_letters.UndeliveredError("NO_PERMISSIONS", str(error)) from error


def _keep_policies() -> None:
    """MiniStack keeps the policies of buses, and does not ask them."""
    original = iam_evaluator._resource_policy

    def resource_policy(service: str, arn: str) -> tuple[Any, str | None] | None:
        return _policy(arn) if service == "events" and BUS in arn else original(service, arn)

    iam_evaluator._resource_policy = resource_policy


def _policy(arn: str) -> tuple[Any, str | None]:
    _, _, _, region, account, bus = arn.split(":")
    with request_scope(account, region):
        return eventbridge._event_bus_policies.get(bus.partition("/")[2]) or "", account
