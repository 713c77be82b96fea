"""A CloudWatch alarm that changes its state puts an event on the default bus of its account, besides its actions.

"Alarm events and EventBridge" (CloudWatch user guide). MiniStack knows the actions only.
"""

from datetime import UTC, datetime
from typing import Any

from ministack.core.responses import get_account_id, get_region
from ministack.services import cloudwatch

from rehearsal.server.events import put_event

SOURCE, DETAIL_TYPE = "aws.cloudwatch", "CloudWatch Alarm State Change"


def install() -> None:
    original = cloudwatch._dispatch_alarm_actions

    def changed(alarm: dict[str, Any], old_state: str, new_state: str, reason: str) -> None:
        original(alarm, old_state, new_state, reason)
        account, region, name = get_account_id(), get_region(), alarm["AlarmName"]
        arn = f"arn:aws:cloudwatch:{region}:{account}:alarm:{name}"
        put_event(account, region, SOURCE, DETAIL_TYPE, detail(alarm, old_state, new_state, reason), [arn])

    cloudwatch._dispatch_alarm_actions = changed


def detail(alarm: dict[str, Any], old_state: str, new_state: str, reason: str) -> dict[str, Any]:
    """Without the configuration's metrics, and without what was measured: here nothing is."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "+0000"
    return {
        "alarmName": alarm["AlarmName"],
        "state": {"value": new_state, "reason": reason, "timestamp": now},
        "previousState": {"value": old_state, "timestamp": now},
        "configuration": {"description": alarm.get("AlarmDescription", "")},
    }
