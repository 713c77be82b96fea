"""A stack with a deployment group has no alarm that no group watches: a release that sets it off would go on.

Composite alarms of alarms that are watched add nothing, and are not looked at. Nor does one that stands for them. Those
on EventBridge's own metrics a release cannot set off. One on an outage a first release has to survive.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudwatch._harm import adds_nothing_to
from policy.rules.cloudwatch._outage import outage_alarms
from policy.rules.codedeploy._groups import groups, release_alarms
from policy.templates.assembly import Assembly, Located
from policy.templates.values import at, objects


def check(assembly: Assembly) -> Iterator[Violation]:
    watched = list(release_alarms(assembly))
    known = {(alarm.stack.id, alarm.logical_id) for alarm in (*watched, *outage_alarms(assembly))}
    for stack in sorted({group.stack.id for group in groups(assembly)}):
        of_stack = [alarm for alarm in watched if alarm.stack.id == stack]
        for alarm in assembly.resources("AWS::CloudWatch::Alarm"):
            unknown = alarm.stack.id == stack and (stack, alarm.logical_id) not in known
            if unknown and not _is_of_events(alarm) and not adds_nothing_to(alarm, of_stack):
                yield alarm.violation("no deployment watches it")


def _is_of_events(alarm: Located) -> bool:
    measured = [one for one in objects(at(alarm.properties, "Metrics")) if at(one, "Expression") is None]
    named = [at(one, "MetricStat.Metric.Namespace") for one in measured] or [at(alarm.properties, "Namespace")]
    return set(map(str, named)) == {"AWS/Events"}
