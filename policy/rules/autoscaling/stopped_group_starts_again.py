"""What a schedule stops, another starts again, in the size that the group has; updates of the stack leave it alone.

A fleet that a machine releases to has no schedule: only a release knows which of them is to come back. Without
IgnoreUnmodifiedGroupSizeProperties an update of the stack would start at night what the schedule has stopped.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._subnets import GROUP
from policy.rules.autoscaling._fleets import released_fleets
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_meant
from policy.templates.template import text
from policy.templates.values import at, is_true, number

SCHEDULED = "AWS::AutoScaling::ScheduledAction"
SIZES = ("MinSize", "DesiredCapacity", "MaxSize")
IGNORES = "AutoScalingScheduledAction.IgnoreUnmodifiedGroupSizeProperties"
WHEN = ("Recurrence", "TimeZone")


def check(assembly: Assembly) -> Iterator[Violation]:
    released = {(group.stack.id, group.logical_id) for group in released_fleets(assembly)}
    for stack in assembly.stacks:
        schedules = list(stack.resources(SCHEDULED))
        for one in schedules:
            group = resource_meant(stack, at(one.properties, "AutoScalingGroupName"), "AutoScalingGroupName", GROUP)
            if group is None or (stack.id, group.logical_id) in released:
                yield one.violation("AutoScalingGroupName")
            else:
                yield from _wrong(one, group, schedules)


def _wrong(one: Located, group: Located, schedules: list[Located]) -> Iterator[Violation]:
    if not all(at(one.properties, key) for key in WHEN):
        yield one.violation("once, or in no time zone")
    if not is_true(at(group.definition.get("UpdatePolicy"), IGNORES)):
        yield one.violation(IGNORES)
    if number(at(one.properties, "DesiredCapacity")) == 0:
        if not any(_starts(other, one, group) for other in schedules):
            yield one.violation("starts never again")
    elif _sizes(one) != _sizes(group):
        yield one.violation("another size than the group's")


def _starts(other: Located, stop: Located, group: Located) -> bool:
    ours = ("AutoScalingGroupName", "TimeZone")
    return _sizes(other) == _sizes(group) and all(
        text(at(other.properties, key)) == text(at(stop.properties, key)) for key in ours
    )


def _sizes(sized: Located) -> list[int | None]:
    return [number(at(sized.properties, size)) for size in SIZES]
