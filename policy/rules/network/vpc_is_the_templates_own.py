"""Where a template makes a VPC, everything stands in it: no subnet and no target group of another.

A template without a VPC names one that exists, as pipeline.yml says.
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_referred
from policy.templates.template import listed, text
from policy.templates.values import keyed

VPC, SUBNET = "AWS::EC2::VPC", "AWS::EC2::Subnet"
NAMED = {
    "VpcId": VPC,
    "SubnetId": SUBNET,
    "SubnetIds": SUBNET,
    "Subnets": SUBNET,
    "VPCZoneIdentifier": SUBNET,
}


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        if any(stack.resources(VPC)):
            for resource in stack.resources():
                for name, value in _named(resource):
                    if resource_referred(stack, value, NAMED[name]) is None:
                        yield resource.violation(f"{name}::{text(value)}")


def _named(resource: Located) -> Iterator[tuple[str, Any]]:
    for _, holder in keyed(resource.properties):
        for name in NAMED.keys() & holder.keys():
            yield from ((name, value) for value in listed(holder[name]))
