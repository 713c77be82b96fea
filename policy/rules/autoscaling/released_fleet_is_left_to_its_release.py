"""What a state machine sizes and moves traffic to, the template leaves alone: an update would undo the last release.

It says no size, so that none is reset; no load balancer, so that no traffic moves; and replaces no instances. The
fleet that waits has none at all, so that the least size is zero.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-autoscaling-autoscalinggroup.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._subnets import GROUP
from policy.rules.stepfunctions._machines import machines, states
from policy.templates.assembly import Assembly, Located, Stack
from policy.templates.template import text
from policy.templates.values import at, fields, number

RELEASES = ("autoscaling:attachTrafficSources", "autoscaling:setDesiredCapacity")
OF_RELEASE = ("DesiredCapacity", "LoadBalancerNames", "TargetGroupARNs", "TrafficSources")


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        released = _said_by_machines(assembly, stack)
        for group in stack.resources(GROUP):
            if _named(group) and any(_named(group) in said for said in released):
                yield from _violations(group)


def _violations(group: Located) -> Iterator[Violation]:
    for name in OF_RELEASE:
        if name in group.properties:
            yield group.violation(name)
    if number(group.properties.get("MinSize")) != 0:
        yield group.violation("MinSize")
    policy = fields(group.definition.get("UpdatePolicy"))
    for name in ("AutoScalingRollingUpdate", "AutoScalingReplacingUpdate"):
        if policy.get(name):
            yield group.violation(f"UpdatePolicy.{name}")


def _said_by_machines(assembly: Assembly, stack: Stack) -> list[str]:
    """The states of each machine of the stack that releases to groups."""
    found = (states(machine) or {} for machine in machines(assembly) if machine.stack == stack)
    return [text(all_) for all_ in found if any(_releases(state) for state in all_.values())]


def _releases(state: object) -> bool:
    return text(at(state, "Resource")).endswith(RELEASES)


def _named(group: Located) -> str:
    return text(group.properties.get("AutoScalingGroupName", ""))
