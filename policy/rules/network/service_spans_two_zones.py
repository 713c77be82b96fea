"""Groups, services, functions, endpoints and load balancers stand in two zones at least: one fails as a whole."""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules._launches import INSTANCE
from policy.rules._security_groups import BALANCER
from policy.rules._subnets import SUBNET, tenants
from policy.templates.assembly import Assembly, Stack
from policy.templates.references import referred
from policy.templates.template import text
from policy.templates.values import objects


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        places = [tenant for tenant in tenants(stack) if tenant.resource.type != INSTANCE]
        for resource, subnets in (*places, *_of_load_balancers(stack)):
            zones = {_zone(stack, subnet) for subnet in subnets}
            if len(zones) < 2:
                yield resource.violation(f"AvailabilityZone::{', '.join(zones) or 'none'} only")


def _of_load_balancers(stack: Stack) -> list[tuple[Any, list[Any]]]:
    return [
        (
            balancer,
            [
                *balancer.properties.get("Subnets", []),
                *(mapping.get("SubnetId") for mapping in objects(balancer.properties.get("SubnetMappings"))),
            ],
        )
        for balancer in stack.resources(BALANCER)
    ]


def _zone(stack: Stack, subnet: Any) -> str:
    """A subnet that the stack does not make stands for a zone of its own: its zone cannot be read."""
    made = {one.logical_id: one for one in stack.resources(SUBNET)}.get(referred(subnet))
    return text(made.properties.get("AvailabilityZone", "unknown")) if made else text(subnet)
