"""A change of the launch template replaces instances one after the other, while others serve.

A group that may have only one instance, or has none, cannot. Without an update policy new instances come with the next
replacement, whenever that is; a new group in place of the old one cannot have its name. An update that may launch none
takes instances away that nothing replaces, and one during which a schedule, an alarm or a balancing of zones moves
instances counts wrongly.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
"""

from collections.abc import Iterator, Mapping
from typing import Any

from policy.finding import Violation
from policy.rules._subnets import GROUP
from policy.templates.assembly import Assembly, Located
from policy.templates.template import listed, text
from policy.templates.values import fields, number

NEEDED = {"Launch", "Terminate", "AddToLoadBalancer"}
INTERFERING = {"AlarmNotification", "AZRebalance", "ScheduledActions"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in assembly.resources(GROUP):
        rolling = fields(fields(group.definition.get("UpdatePolicy")).get("AutoScalingRollingUpdate"))
        if not rolling:
            yield group.violation("UpdatePolicy::none")
        elif _can_keep_some(group):
            yield from (group.violation(f"UpdatePolicy.{wrong}") for wrong in _wrong(rolling))


def _wrong(rolling: Mapping[str, Any]) -> Iterator[str]:
    if not (number(rolling.get("MinInstancesInService", 0)) or 0):
        yield "MinInstancesInService::0"
    if number(rolling.get("MaxBatchSize", 1)) != 1:
        yield f"MaxBatchSize::{text(rolling['MaxBatchSize'])}"
    suspended = {text(one) for one in listed(rolling.get("SuspendProcesses") or [])}
    yield from (f"SuspendProcesses::{process}" for process in sorted(NEEDED & suspended))
    yield from (f"SuspendProcesses lacks {process}" for process in sorted(INTERFERING - suspended))


def _can_keep_some(group: Located) -> bool:
    desired = group.properties.get("DesiredCapacity", group.properties.get("MinSize"))
    return number(desired) != 0 and number(group.properties.get("MaxSize")) != 1
