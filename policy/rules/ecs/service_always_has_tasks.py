"""A service that CodeDeploy deploys has a size in its template, which is of this service and never less than one task.

Its own DesiredCount is not there, since an update would undo what a deployment has made of it.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-applicationautoscaling-scalabletarget.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.templates.assembly import Assembly, Located, Stack
from policy.templates.references import resource_referred
from policy.templates.template import text
from policy.templates.values import at, number, objects

SERVICE, SIZE = "AWS::ECS::Service", "AWS::ApplicationAutoScaling::ScalableTarget"


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        services = [one for one in stack.resources(SERVICE) if _is_deployed(one)]
        wanted = {_id(one) for one in services}
        for size in stack.resources(SIZE):
            of, least = text(at(size.properties, "ResourceId")), _least(size)
            if of not in wanted:
                yield size.violation(f"ResourceId::{of}")
            if least < 1:
                yield size.violation(f"MinCapacity::{least}")
        yield from (service.violation("Size::none") for service in services if _id(service) not in _sized(stack))


def _is_deployed(service: Located) -> bool:
    return text(at(service.properties, "DeploymentController.Type")) == "CODE_DEPLOY"


def _sized(stack: Stack) -> set[str]:
    return {text(at(size.properties, "ResourceId")) for size in stack.resources(SIZE)}


def _id(service: Located) -> str:
    named = at(service.properties, "Cluster")
    cluster = resource_referred(service.stack, named, "AWS::ECS::Cluster")
    name = at(cluster.properties, "ClusterName") if cluster else named
    return f"service/{text(name)}/{text(at(service.properties, 'ServiceName'))}"


def _least(size: Located) -> int:
    """At any time; 0 where it cannot be read."""
    actions = objects(at(size.properties, "ScheduledActions"))
    limits: list[Any] = [size.properties, *(at(action, "ScalableTargetAction") for action in actions)]
    return min(number(at(one, "MinCapacity")) or 0 for one in limits)
