"""A stack with a deployment group has no alarm that no group watches: a release that sets it off would go on.

Composite alarms of alarms that are watched add nothing, and are not looked at; nor are those on EventBridge's own
metrics, which a release cannot set off.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codedeploy._groups import groups, release_alarms
from policy.templates.assembly import Assembly, Located
from policy.templates.values import at, objects


def check(assembly: Assembly) -> Iterator[Violation]:
    watched = {(alarm.stack.id, alarm.logical_id) for alarm in release_alarms(assembly)}
    for stack in sorted({group.stack.id for group in groups(assembly)}):
        for alarm in assembly.resources("AWS::CloudWatch::Alarm"):
            if alarm.stack.id == stack and (stack, alarm.logical_id) not in watched and not _is_of_events(alarm):
                yield alarm.violation("no deployment watches it")


def _is_of_events(alarm: Located) -> bool:
    measured = [one for one in objects(at(alarm.properties, "Metrics")) if at(one, "Expression") is None]
    named = [at(one, "MetricStat.Metric.Namespace") for one in measured] or [at(alarm.properties, "Namespace")]
    return set(map(str, named)) == {"AWS/Events"}
