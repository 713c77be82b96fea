"""A load balancer is reached on the ports on which it listens, and on no other, by whomever.

A port without a listener is one that waits for the next mistake; a listener behind a closed port serves nobody.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import ports_of_load_balancers, traffic
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for rule in traffic(assembly, "Ingress"):
        listening = ports_of_load_balancers(rule.holder.stack).get(rule.group)
        first, last = rule.ports
        if listening is not None and not (first == last and first in listening):
            yield rule.holder.violation(str(rule))
