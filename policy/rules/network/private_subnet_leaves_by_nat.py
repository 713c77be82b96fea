"""Instances and containers reach the internet through a NAT gateway, and every NAT gateway stands in a public subnet.

Without it no instance fetches the agent of CodeDeploy, no container its image, and the first release never ends.
https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._subnets import ASSOCIATION, GROUP, ROUTE, SERVICE, SUBNET, Tenant, public_subnets, tenants
from policy.templates.assembly import Assembly, Stack
from policy.templates.references import referred
from policy.templates.values import at

NAT = "AWS::EC2::NatGateway"


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        public, leaving = public_subnets(stack), _with_nat(stack)
        for gateway in stack.resources(NAT):
            if referred(at(gateway.properties, "SubnetId")) not in public:
                yield gateway.violation("SubnetId")
        for tenant in tenants(stack):
            if tenant.resource.type in (GROUP, SERVICE):
                for subnet in sorted(_declared(tenant, stack) - leaving - public):
                    yield tenant.resource.violation(f"no way out of {subnet}")


def _declared(tenant: Tenant, stack: Stack) -> set[str]:
    """Subnets of a network from elsewhere are no matter of the template's."""
    own = {subnet.logical_id for subnet in stack.resources(SUBNET)}
    return {referred(subnet) for subnet in tenant.subnets} & own


def _with_nat(stack: Stack) -> set[str]:
    """Logical ids of subnets whose default route leads to a NAT gateway of the stack."""
    gateways = {gateway.logical_id for gateway in stack.resources(NAT)}
    tables = {
        referred(at(route.properties, "RouteTableId"))
        for route in stack.resources(ROUTE)
        if referred(at(route.properties, "NatGatewayId")) in gateways
        and at(route.properties, "DestinationCidrBlock") == "0.0.0.0/0"
    }
    associations = [one.properties for one in stack.resources(ASSOCIATION)]
    return {referred(at(one, "SubnetId")) for one in associations if referred(at(one, "RouteTableId")) in tables}
