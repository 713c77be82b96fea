"""Scheduled actions: a group gets another size at a time that was set before.

https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html
"""

import datetime
import re
import threading
from typing import Any, cast

from ministack.core.responses import get_account_id, get_region, request_scope
from ministack.services import autoscaling

from rehearsal.server import pace

Params = dict[str, Any]
Response = tuple[int, dict[str, str], bytes]
SIZES = ("MinSize", "MaxSize", "DesiredCapacity")
REFUSED = ("Recurrence", "EndTime", "TimeZone", "Time")
MEMBER = re.compile(rb"<member>.*?</member>", re.DOTALL)


def install() -> None:
    put, delete, describe = (
        autoscaling._ACTION_MAP[name]
        for name in ("PutScheduledUpdateGroupAction", "DeleteScheduledAction", "DescribeScheduledActions")
    )
    autoscaling._ACTION_MAP.update({
        "PutScheduledUpdateGroupAction": lambda params: _refused(params) or _scheduled(put(params), params),
        "DeleteScheduledAction": lambda params: _absent(params) or delete(params),
        "DescribeScheduledActions": lambda params: _only_named(describe(params), params),
    })  # fmt: skip


def _refused(params: Params) -> Response | None:
    used = [name for name in REFUSED if autoscaling._p(params, name)]
    start = autoscaling._p(params, "StartTime")
    if used or not start:
        return _error(f"The rehearsal's scheduled actions have a StartTime and happen once: no {', '.join(used)}")
    if autoscaling._p(params, "AutoScalingGroupName") not in autoscaling._asgs:
        return _error("AutoScalingGroup name not found")
    return _error("Given start time is in the past") if _seconds_until(start) < 0 else None


def _scheduled(response: Response, params: Params) -> Response:
    """A minute until the StartTime is as long as the rehearsal's minutes are."""
    record = autoscaling._scheduled_actions[_key(params)]
    wait = pace.seconds(_seconds_until(record["StartTime"]) / 60)
    scope = get_account_id(), get_region()
    timer = threading.Timer(wait, _happen, (*scope, _key(params), record))
    timer.daemon = True
    timer.start()
    return response


def _happen(account: str, region: str, key: str, record: Params) -> None:
    """Unless it was deleted or replaced meanwhile; what has happened is gone."""
    with request_scope(account, region):
        if autoscaling._scheduled_actions.get(key) is not record:
            return
        del autoscaling._scheduled_actions[key]
        sizes = {name: str(record[name]) for name in SIZES if record[name] >= 0}
        autoscaling._update_asg({"AutoScalingGroupName": record["AutoScalingGroupName"], **sizes})


def _absent(params: Params) -> Response | None:
    return None if _key(params) in autoscaling._scheduled_actions else _error("Scheduled action name not found")


def _only_named(response: Response, params: Params) -> Response:
    """ScheduledActionNames, which MiniStack overlooks."""
    names = autoscaling._parse_member_list(params, "ScheduledActionNames")
    status, headers, body = response
    named = [f"<ScheduledActionName>{name}</ScheduledActionName>".encode() for name in names]
    return status, headers, MEMBER.sub(lambda member: member[0] if _has(member[0], named) else b"", body)


def _has(member: bytes, named: list[bytes]) -> bool:
    return not named or any(name in member for name in named)


def _key(params: Params) -> str:
    return f"{autoscaling._p(params, 'AutoScalingGroupName')}/{autoscaling._p(params, 'ScheduledActionName')}"


def _seconds_until(start: str) -> float:
    return (datetime.datetime.fromisoformat(start) - datetime.datetime.now(datetime.UTC)).total_seconds()


def _error(message: str) -> Response:
    return cast(Response, autoscaling._error("ValidationError", message))
