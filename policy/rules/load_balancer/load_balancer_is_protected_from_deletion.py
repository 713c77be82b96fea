"""A load balancer is not deleted until somebody lifts its protection."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import BALANCER
from policy.templates.assembly import Assembly
from policy.templates.values import is_true, pairs

ATTRIBUTE = "deletion_protection.enabled"


def check(assembly: Assembly) -> Iterator[Violation]:
    for balancer in assembly.resources(BALANCER):
        if not is_true(pairs(balancer.properties.get("LoadBalancerAttributes")).get(ATTRIBUTE)):
            yield balancer.violation(ATTRIBUTE)
