"""Every alarm has an action for the state ALARM, as a rule a topic: one that is on and tells nobody helps nobody.

One that stands for others of its stack would tell a second time what each of them tells.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudwatch._harm import adds_nothing_to
from policy.templates.assembly import Assembly, Located
from policy.templates.values import at

METRIC = "AWS::CloudWatch::Alarm"


def check(assembly: Assembly) -> Iterator[Violation]:
    for alarm in assembly.resources(METRIC, "AWS::CloudWatch::CompositeAlarm"):
        telling = (other for other in alarm.stack.resources(METRIC) if _tells(other))
        if not _tells(alarm) and not adds_nothing_to(alarm, telling):
            yield alarm.violation("AlarmActions")


def _tells(alarm: Located) -> bool:
    return bool(at(alarm.properties, "AlarmActions"))
