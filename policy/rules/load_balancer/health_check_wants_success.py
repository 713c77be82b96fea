"""A target is well that answers its health check with success or a redirection: 2xx and 3xx, no error.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at

SUCCESS = re.compile(r"[23]\d\d(-[23]\d\d)?(\s*,\s*[23]\d\d(-[23]\d\d)?)*")


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in assembly.resources("AWS::ElasticLoadBalancingV2::TargetGroup"):
        codes = text(at(group.properties, "Matcher.HttpCode") or "200")
        if not SUCCESS.fullmatch(codes):
            yield group.violation(f"HttpCode::{codes}")
