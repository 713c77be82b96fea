"""Instances, containers, functions and endpoints stand in subnets from which no route leads to an internet gateway."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._subnets import public_subnets, tenants
from policy.templates.assembly import Assembly
from policy.templates.references import referred


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        public = public_subnets(stack)
        for tenant in tenants(stack):
            for subnet in tenant.subnets:
                if referred(subnet) in public:
                    yield tenant.resource.violation(f"Subnet::{referred(subnet)}")
