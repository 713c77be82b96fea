"""A target group names its targets only where they are functions: instances and tasks are registered as they come.

An address beside them would get a share of the requests, whatever it is.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for targets in assembly.resources("AWS::ElasticLoadBalancingV2::TargetGroup"):
        if at(targets.properties, "Targets") and text(at(targets.properties, "TargetType")) != "lambda":
            yield targets.violation("Targets")
