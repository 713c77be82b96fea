"""Who may talk to whom: the rules of security groups, inline and as resources of their own."""

import ipaddress
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from policy.rules._launches import launches_of, security_groups
from policy.templates.assembly import Assembly, Located, Stack
from policy.templates.references import referred
from policy.templates.template import text
from policy.templates.values import fields, number, objects

GROUP = "AWS::EC2::SecurityGroup"
BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
LISTENER = "AWS::ElasticLoadBalancingV2::Listener"
ECS_SERVICE = "AWS::ECS::Service"

# What CDK writes where a group is to have no rule for egress: a function is reached by no network.
NOBODY = "255.255.255.255/32"

Direction = Literal["Ingress", "Egress"]
PEERS = ("CidrIp", "CidrIpv6", "SourcePrefixListId", "DestinationPrefixListId")
PEER_GROUPS = ("SourceSecurityGroupId", "SourceSecurityGroupName", "DestinationSecurityGroupId")
WIDE = 8  # a shorter prefix is no network of anybody's, but (a half of) the internet
ALL_PORTS = (0, 65535)
ICMP = ("icmp", "icmpv6", "1", "58")


@dataclass(frozen=True)
class Traffic:
    """One rule of a group. `group` is its logical id, empty where it is not the stack's."""

    holder: Located
    group: str
    direction: Direction
    rule: Mapping[str, Any]

    @property
    def protocol(self) -> str:
        return text(self.rule.get("IpProtocol", "-1"))

    @property
    def ports(self) -> tuple[int, int]:
        """From and to; all where that cannot be read; (-1, -1) for ICMP, which has none."""
        if self.protocol in ICMP:
            return (-1, -1)
        first, last = number(self.rule.get("FromPort")), number(self.rule.get("ToPort"))
        return ALL_PORTS if self.protocol == "-1" or first is None or last is None or first < 0 else (first, last)

    @property
    def peer(self) -> str:
        return ", ".join(text(self.rule[key]) for key in (*PEERS, *PEER_GROUPS) if key in self.rule) or "unknown"

    @property
    def peer_group(self) -> str:
        """The logical id of the group on the other side, empty where that is none of the stack's."""
        return next((referred(self.rule[key]) for key in PEER_GROUPS if key in self.rule), "")

    @property
    def with_the_world(self) -> bool:
        """With every address there is, or with addresses that cannot be read."""
        ranges = [self.rule[key] for key in ("CidrIp", "CidrIpv6") if key in self.rule]
        return self.peer == "unknown" or any(_is_wide(one) for one in ranges)

    def covers(self, port: int) -> bool:
        return self.ports[0] <= port <= self.ports[1]

    def __str__(self) -> str:
        first, last = self.ports
        ports = "all ports" if self.ports == ALL_PORTS else str(first) if first == last else f"{first}-{last}"
        return f"{self.direction}::{self.protocol} {ports} {self.peer}"


def traffic(assembly: Assembly, direction: Direction) -> Iterator[Traffic]:
    for resource in assembly.resources(GROUP, f"AWS::EC2::SecurityGroup{direction}"):
        if resource.type == GROUP:
            for rule in objects(resource.properties.get(f"SecurityGroup{direction}")):
                yield Traffic(resource, resource.logical_id, direction, rule)
        else:
            yield Traffic(resource, referred(resource.properties.get("GroupId")), direction, resource.properties)


def ports_of_load_balancers(stack: Stack) -> dict[str, set[int | None]]:
    """By group of a load balancer: the ports on which that listens."""
    found: dict[str, set[int | None]] = {}
    for balancer in stack.resources(BALANCER):
        ports = {
            number(listener.properties.get("Port"))
            for listener in stack.resources(LISTENER)
            if referred(listener.properties.get("LoadBalancerArn")) == balancer.logical_id
        }
        for group in balancer.properties.get("SecurityGroups", []):
            found.setdefault(referred(group), set()).update(ports)
    return found


def groups_of_compute(stack: Stack) -> set[str]:
    """Groups of instances and of containers, both of which stand behind a load balancer."""
    of_instances = [group for launch in launches_of(stack) for group in security_groups(launch)]
    of_tasks = [group for service in stack.resources(ECS_SERVICE) for group in _of_tasks(service)]
    return {referred(group) for group in (*of_instances, *of_tasks)} - {""}


def _of_tasks(service: Located) -> list[Any]:
    network = fields(fields(service.properties.get("NetworkConfiguration")).get("AwsvpcConfiguration"))
    groups = network.get("SecurityGroups")
    return groups if isinstance(groups, list) else []


def _is_wide(cidr: Any) -> bool:
    if isinstance(cidr, Mapping):
        attribute = cidr.get("Fn::GetAtt", ["", ""])
        return not (isinstance(attribute, list) and attribute[1] in ("CidrBlock", "Ipv6CidrBlocks"))
    try:
        return ipaddress.ip_network(str(cidr), strict=False).prefixlen < WIDE
    except ValueError:
        return True
