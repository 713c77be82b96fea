"""Instances and containers are reached on the ports of their stack's target groups, and on no other.

What else listens on an instance, a debugger or an agent, is none of the load balancer's business.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import groups_of_compute, traffic
from policy.templates.assembly import Assembly
from policy.templates.values import at, number

TARGETS = "AWS::ElasticLoadBalancingV2::TargetGroup"


def check(assembly: Assembly) -> Iterator[Violation]:
    for rule in traffic(assembly, "Ingress"):
        stack = rule.holder.stack
        ports = {number(at(targets.properties, "Port")) for targets in stack.resources(TARGETS)}
        if rule.group in groups_of_compute(stack) and not (rule.ports[0] == rule.ports[1] and rule.ports[0] in ports):
            yield rule.holder.violation(str(rule))
