"""An alarm on unhealthy hosts that a deployment watches goes off while hosts of the group are left that are well.

It counts only while one is healthy: of four at most three can fail, and with a limit of four it never goes off.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._subnets import GROUP
from policy.rules.codedeploy._groups import release_alarms
from policy.templates.assembly import Assembly, Located, Stack
from policy.templates.values import at, number, objects

TARGET = "AWS::ApplicationAutoScaling::ScalableTarget"


def check(assembly: Assembly) -> Iterator[Violation]:
    for alarm in release_alarms(assembly):
        counted, most = _groups_counted(alarm), _most(alarm.stack)
        limit = number(at(alarm.properties, "Threshold"))
        if counted and most and limit is not None and limit > counted * max(1, most - 1):
            yield alarm.violation(f"Threshold::{limit} of {most} hosts")


def _groups_counted(alarm: Located) -> int:
    queries = objects(at(alarm.properties, "Metrics"))
    return sum(at(one, "MetricStat.Metric.MetricName") == "UnHealthyHostCount" for one in queries)


def _most(stack: Stack) -> int:
    """Instances or tasks that a target group of the stack can have at most; 0 where that cannot be told."""
    sizes = [
        *(number(at(group.properties, "MaxSize")) for group in stack.resources(GROUP)),
        *(number(at(target.properties, "MaxCapacity")) for target in stack.resources(TARGET)),
    ]
    return max((size for size in sizes if size is not None), default=0)
