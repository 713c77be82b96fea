"""Scheduled actions: a group gets another size at a time that was set before.

https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html
"""

import datetime
import re
import threading
from typing import Any, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ministack.core.responses import get_account_id, get_region, request_scope
from ministack.services import autoscaling
from ministack.services.cloudformation import provisioners

from rehearsal.codepipeline.rules.cron import Cron, InvalidCron
from rehearsal.server import pace

Params = dict[str, Any]
Response = tuple[int, dict[str, str], bytes]
TIMES = ("StartTime", "Recurrence", "TimeZone")
CRON_FIELDS, UTC = 5, "UTC"
SIZES = ("MinSize", "MaxSize", "DesiredCapacity")
REFUSED = ("EndTime", "Time")
TYPE = "AWS::AutoScaling::ScheduledAction"
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
    _install_type()


def _install_type() -> None:
    """CloudFormation's actions, which MiniStack records and never carries out."""
    handlers = provisioners._RESOURCE_HANDLERS[TYPE]
    create, update = handlers["create"], handlers["update"]

    def created(logical_id: str, properties: Params, stack: str) -> tuple[str, Params]:
        return _begun(create(logical_id, _checked(properties), stack), properties)

    def updated(physical_id: str, old: Params, new: Params, *more: Any, **named: Any) -> tuple[str, Params]:
        return _begun(update(physical_id, old, _checked(new), *more, **named), new)

    handlers.update(create=created, update=updated)


def _checked(properties: Params) -> Params:
    """Raises ValueError, which fails the resource."""
    wrong = _wrong(properties)
    if wrong:
        raise ValueError(wrong)
    return properties


def _begun(made: tuple[str, Params], properties: Params) -> tuple[str, Params]:
    _await(get_account_id(), get_region(), f"{properties['AutoScalingGroupName']}/{made[0]}")
    return made


def _refused(params: Params) -> Response | None:
    wrong = _wrong({name: autoscaling._p(params, name) for name in (*REFUSED, *TIMES)})
    if wrong is None and autoscaling._p(params, "AutoScalingGroupName") not in autoscaling._asgs:
        wrong = "AutoScalingGroup name not found"
    return _error(wrong) if wrong else None


def _wrong(asked: Params) -> str | None:
    used = [name for name in REFUSED if asked.get(name)]
    start, recurrence = asked.get("StartTime"), asked.get("Recurrence")
    if used or bool(start) == bool(recurrence):
        return f"The rehearsal's scheduled actions have a StartTime or a Recurrence alone: no {', '.join(used)}"
    if recurrence:
        try:
            next_time(recurrence, asked.get("TimeZone") or UTC, now())
        except (InvalidCron, ZoneInfoNotFoundError) as error:
            return str(error)
        return None
    return "Given start time is in the past" if _seconds_until(str(start)) < 0 else None


def next_time(recurrence: str, zone: str, moment: datetime.datetime) -> datetime.datetime | None:
    """When a recurring action happens after `moment`. Raises InvalidCron, ZoneInfoNotFoundError.

    Five fields, as cron has them. The day of the month is not read here.
    """
    fields = recurrence.split()
    if len(fields) != CRON_FIELDS or fields[2] != "*":
        raise InvalidCron(f"Recurrence {recurrence!r}: the rehearsal reads minute, hour, *, month and days of the week")
    minute, hour, _, month, days = fields
    there = moment.astimezone(ZoneInfo(zone)) + datetime.timedelta(minutes=1)
    return Cron.parse(f"0 {minute} {hour} ? {month} {days}").next_match(there.replace(second=0, microsecond=0))


def _scheduled(response: Response, params: Params) -> Response:
    _await(get_account_id(), get_region(), _key(params))
    return response


def _await(account: str, region: str, key: str) -> None:
    record = autoscaling._scheduled_actions.get_scoped(account, region, key)
    wait = _wait(record)
    if wait is not None:
        timer = threading.Timer(wait, _happen, (account, region, key, dict(record)))
        timer.daemon = True
        timer.start()


def _wait(record: Params) -> float | None:
    """A minute until a StartTime is as long as the rehearsal's minutes are; what recurs goes by this machine's clock,
    since hours of the day mean nothing else. None: never."""
    if not record["Recurrence"]:
        return pace.seconds(_seconds_until(record["StartTime"]) / 60)
    due = next_time(record["Recurrence"], record.get("TimeZone", UTC), now())
    return None if due is None else (due - now()).total_seconds()


def _happen(account: str, region: str, key: str, record: Params) -> None:
    """Unless it was deleted or replaced meanwhile. What has happened is gone, if it does not recur."""
    with request_scope(account, region):
        if autoscaling._scheduled_actions.get(key) != record:
            return
        if record["Recurrence"]:
            _await(account, region, key)
        else:
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
    return (datetime.datetime.fromisoformat(start) - now()).total_seconds()


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _error(message: str) -> Response:
    return cast(Response, autoscaling._error("ValidationError", message))
