"""Every rule of a security group has a description: nobody dares to remove a rule that says nothing."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import traffic
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for rule in (*traffic(assembly, "Ingress"), *traffic(assembly, "Egress")):
        if not rule.rule.get("Description"):
            yield rule.holder.violation(f"Description::{rule}")
