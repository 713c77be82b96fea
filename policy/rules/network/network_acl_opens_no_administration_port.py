"""No network ACL lets SSH or RDP in from the internet.

A subnet has an ACL of its own only to be stricter than the default one, which leaves it to security groups.
"""

from collections.abc import Iterator

from policy.assembly import Assembly
from policy.finding import Violation
from policy.security_groups import Traffic
from policy.template import text
from policy.values import fields, is_true

ENTRY = "AWS::EC2::NetworkAclEntry"
PORTS = (22, 3389)
RANGES = (("CidrIp", "CidrBlock"), ("CidrIpv6", "Ipv6CidrBlock"))  # a security group's names, an ACL's


def check(assembly: Assembly) -> Iterator[Violation]:
    for entry in assembly.resources(ENTRY):
        properties = entry.properties
        if is_true(properties.get("Egress")) or properties.get("RuleAction") == "deny":
            continue
        ports = fields(properties.get("PortRange"))
        ranges = {key: properties[acl] for key, acl in RANGES if acl in properties}
        rule = Traffic(
            entry,
            "",
            "Ingress",
            {
                "IpProtocol": text(properties.get("Protocol", "-1")),
                "FromPort": ports.get("From"),
                "ToPort": ports.get("To"),
                **ranges,
            },
        )
        if rule.with_the_world and any(rule.covers(port) for port in PORTS):
            yield entry.violation(str(rule))
