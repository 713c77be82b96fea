"""Nobody comes in by SSH or RDP, from wherever: Session Manager needs no open port."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import traffic
from policy.templates.assembly import Assembly

PORTS = (22, 3389)


def check(assembly: Assembly) -> Iterator[Violation]:
    for rule in traffic(assembly, "Ingress"):
        if any(rule.covers(port) for port in PORTS):
            yield rule.holder.violation(str(rule))
