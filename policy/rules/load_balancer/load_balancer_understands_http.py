"""A load balancer is an application load balancer: the rules on listeners, headers and AWS WAF mean no other kind.

A network load balancer hands connections through as they come, with whatever is in them.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import BALANCER
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for balancer in assembly.resources(BALANCER):
        kind = text(at(balancer.properties, "Type") or "application")
        if kind != "application":
            yield balancer.violation(f"Type::{kind}")
