"""Nothing is in a VPC's default security group, whose members reach each other on every port.

What names no group is in it: instances, load balancers, ECS services.
https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._launches import launches, security_groups
from policy.rules._security_groups import BALANCER, ECS_SERVICE
from policy.templates.assembly import Assembly, Located
from policy.templates.values import fields, strings


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for where, name in strings(resource.properties):
            if name == "DefaultSecurityGroup" or name.endswith(".DefaultSecurityGroup"):
                yield resource.violation(f"DefaultSecurityGroup::{where}")
    for launch in launches(assembly):
        if not security_groups(launch):
            yield launch.resource.violation("SecurityGroupIds::none")
    for resource in assembly.resources(BALANCER, ECS_SERVICE):
        if _has_network(resource) and not _groups(resource):
            yield resource.violation("SecurityGroups::none")


def _has_network(resource: Located) -> bool:
    """A network load balancer may do without groups; tasks that share the host's network have none."""
    kind = resource.properties.get("Type", "application")
    return kind == "application" if resource.type == BALANCER else "NetworkConfiguration" in resource.properties


def _groups(resource: Located) -> object:
    network = fields(fields(resource.properties.get("NetworkConfiguration")).get("AwsvpcConfiguration"))
    return resource.properties.get("SecurityGroups") or network.get("SecurityGroups")
