"""A load balancer says whether the internet reaches it, and an internal one stands in no public subnet.

Unsaid, it is internet-facing.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-loadbalancer.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import BALANCER
from policy.rules._subnets import public_subnets
from policy.templates.assembly import Assembly
from policy.templates.references import all_referred
from policy.templates.template import text


def check(assembly: Assembly) -> Iterator[Violation]:
    for balancer in assembly.resources(BALANCER):
        scheme = text(balancer.properties.get("Scheme", "not set"))
        if scheme not in ("internal", "internet-facing"):
            yield balancer.violation(f"Scheme::{scheme}")
        named = all_referred([balancer.properties.get("Subnets"), balancer.properties.get("SubnetMappings")])
        if scheme == "internal":
            for subnet in sorted(named & public_subnets(balancer.stack)):
                yield balancer.violation(f"Subnet::{subnet}")
