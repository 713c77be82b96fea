"""A subscription that hears only some messages hears of what could not be told elsewhere.

Addresses that the tools account tells in words filter an environment's topic; the alarm on undelivered events is all
that reaches them when that way is closed.
https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.templates.assembly import Assembly, Located, Stack
from policy.templates.template import listed, text
from policy.templates.values import at, objects

SENT = "InvocationsSentToDlq"


def check(assembly: Assembly) -> Iterator[Violation]:
    for subscription in assembly.resources("AWS::SNS::Subscription"):
        chosen = at(subscription.properties, "FilterPolicy")
        if chosen is not None and not _lets_through(subscription, chosen):
            yield subscription.violation(f"FilterPolicy {text(chosen)}")


def _lets_through(subscription: Located, chosen: Any) -> bool:
    by_body = at(subscription.properties, "FilterPolicyScope") == "MessageBody"
    last_resort = _on_undelivered_events(subscription.stack)
    return by_body and bool(last_resort) and set(chosen) == {"AlarmName"} and last_resort <= _names(chosen["AlarmName"])


def _names(wanted: Any) -> set[str]:
    return {name for name in listed(wanted) if isinstance(name, str)}


def _on_undelivered_events(stack: Stack) -> set[str]:
    """Names of alarms."""
    return {
        text(at(alarm.properties, "AlarmName"))
        for alarm in stack.resources("AWS::CloudWatch::Alarm")
        if SENT in [at(one, "MetricStat.Metric.MetricName") for one in objects(at(alarm.properties, "Metrics"))]
    }
