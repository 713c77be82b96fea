"""Security groups are of the template: those that something is in, and those on the other side of a rule.

Who comes in through another group is decided wherever that group is made.
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules._launches import launches, security_groups
from policy.rules._security_groups import BALANCER, ECS_SERVICE, GROUP, PEER_GROUPS, traffic
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_referred
from policy.templates.template import listed, text
from policy.templates.values import at

MEMBERS = {
    BALANCER: "SecurityGroups",
    ECS_SERVICE: "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups",
    "AWS::EC2::VPCEndpoint": "SecurityGroupIds",
    "AWS::Lambda::Function": "VpcConfig.SecurityGroupIds",
}


def check(assembly: Assembly) -> Iterator[Violation]:
    for holder, group in _named(assembly):
        if resource_referred(holder.stack, group, GROUP) is None:
            yield holder.violation(f"SecurityGroup::{text(group)}")


def _named(assembly: Assembly) -> Iterator[tuple[Located, Any]]:
    for launch in launches(assembly):
        yield from ((launch.resource, group) for group in security_groups(launch))
    for resource in assembly.resources(*MEMBERS):
        yield from ((resource, group) for group in listed(at(resource.properties, MEMBERS[resource.type]) or []))
    for rule in (*traffic(assembly, "Ingress"), *traffic(assembly, "Egress")):
        yield from ((rule.holder, rule.rule[key]) for key in PEER_GROUPS if key in rule.rule)
