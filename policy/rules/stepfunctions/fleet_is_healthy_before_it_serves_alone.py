"""A machine takes the requests of a fleet away only once every instance of the other is healthy to the load balancer.

What it has just attached, and what does not become healthy, it may detach again.
https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetHealth.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.stepfunctions._paths import ATTACHES, DETACHES, Step, Ways, releases
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at

ASKS = "elasticloadbalancingv2:describeTargetHealth"
HEALTHY = "{% $count($states.input.TargetHealthDescriptions[TargetHealth.State = 'healthy']) = $count($instances) %}"


def check(assembly: Assembly) -> Iterator[Violation]:
    for ways in releases(assembly):
        for name in sorted(_too_early(ways)):
            yield ways.machine.violation(f"TrafficSources::{name}")


def _too_early(ways: Ways) -> set[str]:
    """Detached before anything is attached, or before that is healthy; or the success of it."""
    detaching = set(ways.calling(DETACHES))
    found = detaching & _not_yet_healthy(ways, ways.start)
    for attach in ways.calling(ATTACHES):
        others = {name for name in detaching if _group(ways, name) != _group(ways, attach)}
        found |= _not_yet_healthy(ways, attach) & (others | ways.successes)
    return found


def _not_yet_healthy(ways: Ways, first: str) -> set[str]:
    """Where the ways lead from there, to the next fleet that is attached or until instances are healthy."""
    answered = {text(at(ways.states[name], "Next")) for name in ways.calling(ASKS)}
    attaching = set(ways.calling(ATTACHES)) - {first}

    def passes(step: Step) -> bool:
        return step.source not in attaching and not (step.condition == HEALTHY and step.source in answered)

    return ways.reached([first], passes)


def _group(ways: Ways, name: str) -> str:
    return text(at(ways.arguments(name), "AutoScalingGroupName"))
