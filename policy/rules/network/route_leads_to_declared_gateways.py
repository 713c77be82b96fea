"""A route leads to an internet or NAT gateway of its template: who else would carry the traffic could read it.

A network interface, an instance, a peering or a transit gateway stands where no template here shows it.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._subnets import GATEWAY, ROUTE
from policy.templates.assembly import Assembly
from policy.templates.references import resource_referred
from policy.templates.template import text
from policy.templates.values import at

DECLARED = (GATEWAY, "AWS::EC2::NatGateway", "AWS::EC2::EgressOnlyInternetGateway")
DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId", "RouteTableId")


def check(assembly: Assembly) -> Iterator[Violation]:
    for route in assembly.resources(ROUTE):
        for name in sorted(route.properties.keys() - set(DESTINATIONS)):
            target = at(route.properties, name)
            if resource_referred(route.stack, target, *DECLARED) is None:
                yield route.violation(f"{name}::{text(target)}")
