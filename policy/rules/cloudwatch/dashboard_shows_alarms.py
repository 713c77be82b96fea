"""Every alarm that stops a release or tells of an outage is on a dashboard of its stack: one sees at a glance why."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudwatch._dashboards import DASHBOARD, widgets
from policy.rules.cloudwatch._outage import told_alarms
from policy.templates.assembly import Assembly
from policy.templates.template import listed
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for alarm in told_alarms(assembly):
        shown = [
            arn
            for dashboard in alarm.stack.resources(DASHBOARD)
            for widget in widgets(dashboard)
            for arn in listed(at(widget, "properties.alarms") or [])
        ]
        if f"${{{alarm.logical_id}.Arn}}" not in shown:
            yield alarm.violation("not on a dashboard")
