"""Every alarm has an action for the state ALARM, as a rule a topic: one that is on and tells nobody helps nobody."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for alarm in assembly.resources("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"):
        if not at(alarm.properties, "AlarmActions"):
            yield alarm.violation("AlarmActions")
