"""An application load balancer drops headers that HTTP does not allow, with which requests are smuggled.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import BALANCER
from policy.templates.assembly import Assembly
from policy.templates.values import is_true, pairs

ATTRIBUTE = "routing.http.drop_invalid_header_fields.enabled"


def check(assembly: Assembly) -> Iterator[Violation]:
    for balancer in assembly.resources(BALANCER):
        attributes = pairs(balancer.properties.get("LoadBalancerAttributes"))
        if balancer.properties.get("Type", "application") == "application" and not is_true(attributes.get(ATTRIBUTE)):
            yield balancer.violation(ATTRIBUTE)
