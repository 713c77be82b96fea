"""Instances and containers take traffic from load balancers of their stack, and from nobody else."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import groups_of_compute, ports_of_load_balancers, traffic
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for rule in traffic(assembly, "Ingress"):
        stack = rule.holder.stack
        if rule.group in groups_of_compute(stack) and rule.peer_group not in ports_of_load_balancers(stack):
            yield rule.holder.violation(str(rule))
