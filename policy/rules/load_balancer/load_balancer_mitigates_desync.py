"""An application load balancer does not let requests pass that desynchronise it from its targets.

Its default is `defensive`. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/desync-mitigation-mode.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import BALANCER
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import pairs

ATTRIBUTE = "routing.http.desync_mitigation_mode"
GOOD = ("defensive", "strictest")


def check(assembly: Assembly) -> Iterator[Violation]:
    for balancer in assembly.resources(BALANCER):
        mode = text(pairs(balancer.properties.get("LoadBalancerAttributes")).get(ATTRIBUTE, GOOD[0]))
        if mode not in GOOD:
            yield balancer.violation(f"{ATTRIBUTE}::{mode}")
