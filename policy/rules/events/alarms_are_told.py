"""Each alarm that stops a release or tells of an outage is told of in words: its stack hands on its changes, and the
bus's rules tell them.

By itself CloudWatch tells an environment's topic alone, in JSON, and chat hears of none.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.cloudwatch._outage import told_alarms
from policy.rules.events._watched import BUS, buses, forwarding, telling
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_referred
from policy.templates.template import listed, text
from policy.templates.values import at, objects

CHANGES = "CloudWatch Alarm State Change"
TOLD: dict[str, dict[str, Any]] = {
    "goes off": {"state": {"value": ["ALARM"]}},
    "is over": {"state": {"value": ["OK"]}, "previousState": {"value": ["ALARM"]}},
}


def check(assembly: Assembly) -> Iterator[Violation]:
    ours = buses(assembly)
    for alarm in told_alarms(assembly):
        forwarders = (arn for rule, _, arn in forwarding(assembly) if rule.stack is alarm.stack and _hears(rule, alarm))
        bus = next((ours[arn] for arn in forwarders if arn in ours), None)
        if bus is None:
            yield alarm.violation("its changes are not handed on")
            continue
        for what, detail in TOLD.items():
            if not any(_tells(rule, bus, alarm, detail) for rule in telling(bus.stack)):
                yield alarm.violation(f"nobody is told that it {what}")


def _hears(rule: Located, alarm: Located) -> bool:
    pattern, detail = at(rule.properties, "EventPattern"), at(rule.properties, "EventPattern.detail")
    either = [one for one in (detail, *objects(at(detail, "$or"))) if at(one, "alarmName") is not None]
    named = [name for one in either if set(one) == {"alarmName"} for name in listed(one["alarmName"])]
    return (
        at(rule.properties, "EventBusName") is None
        and set(pattern) == {"source", "detail-type", "detail"}
        and "aws.cloudwatch" in at(pattern, "source")
        and CHANGES in at(pattern, "detail-type")
        and text(at(alarm.properties, "AlarmName")) in named
    )


def _tells(rule: Located, bus: Located, alarm: Located, detail: dict[str, Any]) -> bool:
    pattern = at(rule.properties, "EventPattern")
    wanted = {"source": ["aws.cloudwatch"], "detail-type": [CHANGES], "detail": detail}
    return (
        resource_referred(bus.stack, at(rule.properties, "EventBusName"), BUS) == bus
        and {key: value for key, value in (pattern or {}).items() if key != "account"} == wanted
        and alarm.stack.account in listed(at(pattern, "account") or [alarm.stack.account])
    )
