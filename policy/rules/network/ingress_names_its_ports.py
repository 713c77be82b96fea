"""No rule of a security group lets all protocols or all ports in."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import ALL_PORTS, traffic
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for rule in traffic(assembly, "Ingress"):
        if rule.ports == ALL_PORTS:
            yield rule.holder.violation(str(rule))
