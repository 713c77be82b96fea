"""A stack with a deployment group has no alarm that no group watches: a release that sets it off would go on.

Composite alarms of alarms that are watched add nothing, and are not looked at.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codedeploy._groups import groups, release_alarms
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    watched = {(alarm.stack.id, alarm.logical_id) for alarm in release_alarms(assembly)}
    for stack in sorted({group.stack.id for group in groups(assembly)}):
        for alarm in assembly.resources("AWS::CloudWatch::Alarm"):
            if alarm.stack.id == stack and (stack, alarm.logical_id) not in watched:
                yield alarm.violation("no deployment watches it")
