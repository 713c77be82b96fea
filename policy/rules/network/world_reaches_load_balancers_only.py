"""The whole internet reaches load balancers only, and those on the ports on which they listen."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import ports_of_load_balancers, traffic
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for rule in traffic(assembly, "Ingress"):
        listened = ports_of_load_balancers(rule.holder.stack).get(rule.group, set())
        first, last = rule.ports
        if rule.with_the_world and not (first == last and first in listened and rule.protocol in ("tcp", "6")):
            yield rule.holder.violation(str(rule))
