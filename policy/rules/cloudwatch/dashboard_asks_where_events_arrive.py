"""A log group that a dashboard asks is of the stack, gets events by a rule that is on, and lets EventBridge write.

Without any of the three the dashboard shows that nothing has ever failed.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.rules._principals import services
from policy.rules.cloudwatch._dashboards import dashboards, widgets
from policy.templates.assembly import Assembly, Located
from policy.templates.statements import statements
from policy.templates.template import listed, text
from policy.templates.values import at

ASKED = re.compile(r"SOURCE '([^']+)'")
WRITERS = {"delivery.logs.amazonaws.com", "events.amazonaws.com"}
WRITES = {"logs:createlogstream", "logs:putlogevents"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for dashboard in dashboards(assembly):
        asked = {name for widget in widgets(dashboard) for name in ASKED.findall(str(at(widget, "properties.query")))}
        for name in sorted(asked):
            yield from (dashboard.violation(f"{name}::{wrong}") for wrong in _wrong(dashboard, name))


def _wrong(dashboard: Located, name: str) -> Iterator[str]:
    groups = dashboard.stack.resources("AWS::Logs::LogGroup")
    group = next((one for one in groups if one.properties.get("LogGroupName") == name), None)
    if group is None:
        yield "not of the stack"
    elif not _lets_events_in(group):
        yield "EventBridge may not write"
    if not any(_fills(rule, name) for rule in dashboard.stack.resources("AWS::Events::Rule")):
        yield "no rule fills it"


def _lets_events_in(group: Located) -> bool:
    return any(
        one.allows and set(services(one)) >= WRITERS and {action.lower() for action in one.actions} >= WRITES
        for one in statements(group)
    )


def _fills(rule: Located, name: str) -> bool:
    place = f"arn:aws:logs:{rule.stack.region}:{rule.stack.account}:log-group:{name}"
    targets = [concrete(text(at(one, "Arn")), rule.stack) for one in listed(rule.properties.get("Targets", []))]
    return rule.properties.get("State") != "DISABLED" and place in targets
