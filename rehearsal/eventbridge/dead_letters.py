"""The queue in which a rule keeps what it could not deliver, if the queue and its key let EventBridge.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
"""

import json
import logging
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.arn import parse_arn
from ministack.core.responses import get_account_id, get_region, request_scope
from ministack.services import eventbridge, kms, sqs

from rehearsal.server.encryption import key_arn

PRINCIPAL = "events.amazonaws.com"
PERMISSIONS = ("kms:GenerateDataKey", "kms:Decrypt")


class UndeliveredError(Exception):
    """`code`: as the queue's message says it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def keep(target: dict[str, Any], event: dict[str, Any], rule_arn: str, error: UndeliveredError) -> None:
    """An event that no queue takes is lost, and logged."""
    queue_arn = target.get("DeadLetterConfig", {}).get("Arn", "")
    if not queue_arn:
        return
    with request_scope(queue_arn.split(":")[4], queue_arn.split(":")[3]):
        queue = sqs._queue_by_arn(queue_arn)
        if queue is None or not _may_send(queue, queue_arn, rule_arn):
            logging.getLogger(__name__).warning("EventBridge could not keep an event in %s", queue_arn)
            return
        body = eventbridge._pattern_event_view(event).event_with_detail()
        eventbridge._dispatch_to_sqs(parse_arn(queue_arn), json.dumps(body))
        queue["messages"][-1]["message_attributes"] = _attributes(rule_arn, target["Arn"], error)


def _may_send(queue: dict[str, Any], queue_arn: str, rule_arn: str) -> bool:
    key = queue["attributes"].get("KmsMasterKeyId")
    let_in = sqs.queue_policy_allows(queue_arn, PRINCIPAL, rule_arn, rule_arn.split(":")[4])
    return let_in and (not key or all(_key_allows(key_arn(key), one, rule_arn) for one in PERMISSIONS))


def _key_allows(key: str, permission: str, rule_arn: str) -> bool:
    request = iam_evaluator.EvalContext(
        principal_arn=PRINCIPAL,
        principal_type="Service",
        principal_account=get_account_id(),
        action=permission,
        resource_arn=key,
        region=get_region(),
        service_context={"aws:sourcearn": rule_arn, "aws:sourceaccount": rule_arn.split(":")[4]},
    )
    found = kms.key_policy_for_arn(key)
    return bool(
        found and iam_evaluator.evaluate_resource_policy(found[0], request, service=PRINCIPAL).decision == "Allow"
    )


def _attributes(rule_arn: str, target_arn: str, error: UndeliveredError) -> dict[str, dict[str, str]]:
    said = {"RULE_ARN": rule_arn, "TARGET_ARN": target_arn, "ERROR_CODE": error.code, "ERROR_MESSAGE": str(error)}
    return {name: {"DataType": "String", "StringValue": value} for name, value in said.items()}
