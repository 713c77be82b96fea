"""A deployment is stopped by alarms: at least one, all of its own template, and one that cannot be read stops it too.

An alarm of another place nobody has looked at here, and one that does not exist stops nothing.
https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codedeploy._groups import alarm, alarm_names, groups
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at, is_true


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in groups(assembly):
        watch = at(group.properties, "AlarmConfiguration")
        names = alarm_names(group)
        if not is_true(at(watch, "Enabled")) or not names:
            yield group.violation("AlarmConfiguration")
        if is_true(at(watch, "IgnorePollAlarmFailure")):
            yield group.violation("IgnorePollAlarmFailure")
        for name in names:
            if alarm(group, name) is None:
                yield group.violation(f"Alarm {text(name)}")
