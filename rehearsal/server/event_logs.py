"""EventBridge rules whose target is a log group, which MiniStack leaves out: the event becomes a log event.

The group's own policy must let EventBridge in, as on AWS; else the event is lost, as there after a day.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions
"""

import json
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.responses import get_account_id, get_region, request_scope
from ministack.services import cloudwatch_logs, eventbridge

PRINCIPAL = "events.amazonaws.com"
WRITES = ("logs:CreateLogStream", "logs:PutLogEvents")


def install() -> None:
    original = eventbridge._invoke_target

    def invoke(target: dict[str, Any], event: dict[str, Any], rule: dict[str, Any], view: Any = None) -> None:
        arn = target.get("Arn", "")
        if arn.startswith("arn:aws:logs:"):
            seen = view or eventbridge._pattern_event_view(event)
            _write(arn.removesuffix(":*"), json.dumps(seen.event_with_detail()), rule["Arn"])
        else:
            original(target, event, rule, view)

    eventbridge._invoke_target = invoke


def _write(group_arn: str, message: str, rule_arn: str) -> None:
    _, _, _, region, account, _, group = group_arn.split(":", 6)
    with request_scope(account, region):
        if _may_write(group, group_arn, rule_arn):
            stream = rule_arn.rpartition("/")[2]
            where = {"logGroupName": group, "logStreamName": stream}
            cloudwatch_logs._create_log_stream(where)
            cloudwatch_logs._put_log_events({**where, "logEvents": [{"message": message}]})


def _may_write(group: str, group_arn: str, rule_arn: str) -> bool:
    policy = cloudwatch_logs._log_group_policies.get(group)
    return policy is not None and all(_allows(policy["policyDocument"], one, group_arn, rule_arn) for one in WRITES)


def _allows(policy: Any, action: str, group_arn: str, rule_arn: str) -> bool:
    request = iam_evaluator.EvalContext(
        principal_arn=PRINCIPAL,
        principal_type="Service",
        principal_account=get_account_id(),
        action=action,
        resource_arn=f"{group_arn}:log-stream:{rule_arn.rpartition('/')[2]}",
        region=get_region(),
        service_context={"aws:sourcearn": rule_arn, "aws:sourceaccount": get_account_id()},
    )
    return bool(iam_evaluator.evaluate_resource_policy(policy, request, service=PRINCIPAL).decision == "Allow")
