"""No network ACL lets SSH or RDP in from the internet.

A subnet has an ACL of its own only to be stricter than the default one, which leaves it to security groups.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import Traffic
from policy.templates.assembly import Assembly, Located
from policy.templates.template import text
from policy.templates.values import fields, is_true

ENTRY = "AWS::EC2::NetworkAclEntry"
PORTS = (22, 3389)
RANGES = (("CidrIp", "CidrBlock"), ("CidrIpv6", "Ipv6CidrBlock"))  # a security group's names, an ACL's


def check(assembly: Assembly) -> Iterator[Violation]:
    for entry in assembly.resources(ENTRY):
        rule = _as_of_a_group(entry)
        lets_in = not is_true(entry.properties.get("Egress")) and entry.properties.get("RuleAction") != "deny"
        if lets_in and rule.with_the_world and any(rule.covers(port) for port in PORTS):
            yield entry.violation(str(rule))


def _as_of_a_group(entry: Located) -> Traffic:
    """The same in the words of a security group."""
    ports = fields(entry.properties.get("PortRange"))
    ranges = {key: entry.properties[acl] for key, acl in RANGES if acl in entry.properties}
    protocol = text(entry.properties.get("Protocol", "-1"))
    rule = {"IpProtocol": protocol, "FromPort": ports.get("From"), "ToPort": ports.get("To"), **ranges}
    return Traffic(entry, "", "Ingress", rule)
