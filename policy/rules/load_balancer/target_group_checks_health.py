"""A target group asks the application itself whether it is well, at a path that is said."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import is_true

TARGETS = "AWS::ElasticLoadBalancingV2::TargetGroup"


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in assembly.resources(TARGETS):
        properties = group.properties
        if not is_true(properties.get("HealthCheckEnabled", True)):
            yield group.violation("HealthCheckEnabled")
        # Behind an application load balancer; a network load balancer's targets may have no HTTP to ask.
        speaks_http = properties.get("Protocol") in ("HTTP", "HTTPS", None)
        if speaks_http and properties.get("TargetType") != "lambda":
            if properties.get("HealthCheckProtocol", "HTTP") not in ("HTTP", "HTTPS"):
                yield group.violation(f"HealthCheckProtocol::{text(properties['HealthCheckProtocol'])}")
            if not properties.get("HealthCheckPath"):
                yield group.violation("HealthCheckPath")
