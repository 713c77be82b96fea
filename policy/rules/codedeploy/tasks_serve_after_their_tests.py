"""A deployment of tasks tests at one listener and then serves at another, and moves between two target groups.

Swapped, visitors get what was never tested. Once the new tasks serve, it goes on by itself, and ends the former ones.
https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TargetGroupPairInfo.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules._security_groups import LISTENER
from policy.rules.codedeploy._groups import groups
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_referred
from policy.templates.template import listed, text
from policy.templates.values import at, number, objects

SERVING = (80, 443)  # the ports that browsers ask
READY = "BlueGreenDeploymentConfiguration.DeploymentReadyOption"
END = "BlueGreenDeploymentConfiguration.TerminateBlueInstancesOnDeploymentSuccess"


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in groups(assembly):
        if at(group.properties, "ECSServices") is not None:
            yield from (group.violation(wrong) for wrong in _wrong(group))


def _wrong(group: Located) -> Iterator[str]:
    pairs = objects(at(group.properties, "LoadBalancerInfo.TargetGroupPairInfoList"))
    if len(pairs) != 1:
        yield f"TargetGroupPairInfoList::{len(pairs)}"
    for pair in pairs:
        if [port in SERVING for port in _ports(group, at(pair, "ProdTrafficRoute"))] != [True]:
            yield "ProdTrafficRoute"
        if [port in SERVING for port in _ports(group, at(pair, "TestTrafficRoute"))] != [False]:
            yield "TestTrafficRoute"
        if len({text(at(one, "Name")) for one in objects(at(pair, "TargetGroups"))}) != 2:
            yield "TargetGroups"
    if text(at(group.properties, f"{READY}.ActionOnTimeout")) != "CONTINUE_DEPLOYMENT":
        yield "DeploymentReadyOption"
    if text(at(group.properties, f"{END}.Action")) != "TERMINATE" or _minutes(group) is None:
        yield "TerminateBlueInstancesOnDeploymentSuccess"


def _minutes(group: Located) -> int | None:
    return number(at(group.properties, f"{END}.TerminationWaitTimeInMinutes"))


def _ports(group: Located, route: Any) -> list[int | None]:
    """Of its listeners; None where one is not of the template."""
    found = [resource_referred(group.stack, arn, LISTENER) for arn in listed(at(route, "ListenerArns") or [])]
    return [number(at(listener.properties, "Port")) if listener else None for listener in found]
