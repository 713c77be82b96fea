"""A schedule starts a group on the days on which another stops it, and earlier: each at a full hour of every such day.

Started on Mondays alone, or stopped before it starts, the group is away when people need it; of a day that no month
has, the 31st of February, AWS says nothing either.
https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.autoscaling.stopped_group_starts_again import SCHEDULED
from policy.templates.assembly import Assembly, Located
from policy.templates.template import text
from policy.templates.values import at, number

DAY = "(?:MON|TUE|WED|THU|FRI|SAT|SUN)"
BY_DAY = re.compile(rf"0 (\d|1\d|2[0-3]) \* \* ({DAY}(?:,{DAY})*)")  # minute, hour, day of month, month, weekdays


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        schedules = list(stack.resources(SCHEDULED))
        for one in schedules:
            recurrence = text(at(one.properties, "Recurrence"))
            if BY_DAY.fullmatch(recurrence) is None:
                yield one.violation(f"Recurrence::{recurrence}")
            elif _stops(one) and not any(_before(other, one) for other in schedules):
                yield one.violation(f"Recurrence::{recurrence} is not after a start of these days")


def _stops(schedule: Located) -> bool:
    return number(at(schedule.properties, "DesiredCapacity")) == 0


def _before(start: Located, stop: Located) -> bool:
    """Whether it starts the same group on the same days, at an earlier hour."""
    first, last = (BY_DAY.fullmatch(text(at(one.properties, "Recurrence"))) for one in (start, stop))
    groups = {text(at(one.properties, "AutoScalingGroupName")) for one in (start, stop)}
    if first is None or last is None or _stops(start) or len(groups) != 1:
        return False
    return first[2] == last[2] and int(first[1]) < int(last[1])
