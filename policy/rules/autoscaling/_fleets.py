"""Auto Scaling groups that a state machine sizes and moves traffic to."""

from collections.abc import Iterator

from policy.rules._subnets import GROUP
from policy.rules.stepfunctions._machines import machines, states
from policy.templates.assembly import Assembly, Located, Stack
from policy.templates.template import text
from policy.templates.values import at

RELEASES = ("autoscaling:attachTrafficSources", "autoscaling:setDesiredCapacity")


def released_fleets(assembly: Assembly) -> Iterator[Located]:
    """Those whose name stands in such a machine of their stack."""
    for stack in assembly.stacks:
        released = _said_by_machines(assembly, stack)
        for group in stack.resources(GROUP):
            if _named(group) and any(_named(group) in said for said in released):
                yield group


def _said_by_machines(assembly: Assembly, stack: Stack) -> list[str]:
    """The states of each machine of the stack that releases to groups."""
    found = (states(machine) or {} for machine in machines(assembly) if machine.stack == stack)
    return [text(all_) for all_ in found if any(_releases(state) for state in all_.values())]


def _releases(state: object) -> bool:
    return text(at(state, "Resource")).endswith(RELEASES)


def _named(group: Located) -> str:
    return text(group.properties.get("AutoScalingGroupName", ""))
