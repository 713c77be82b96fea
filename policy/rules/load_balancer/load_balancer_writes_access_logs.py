"""A load balancer writes access logs to a bucket."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import BALANCER
from policy.templates.assembly import Assembly
from policy.templates.values import is_true, pairs


def check(assembly: Assembly) -> Iterator[Violation]:
    for balancer in assembly.resources(BALANCER):
        attributes = pairs(balancer.properties.get("LoadBalancerAttributes"))
        if not is_true(attributes.get("access_logs.s3.enabled")) or not attributes.get("access_logs.s3.bucket"):
            yield balancer.violation("access_logs.s3")
