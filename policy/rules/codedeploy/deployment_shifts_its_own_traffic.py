"""A deployment moves traffic of target groups of its own template, and of no other's."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codedeploy._groups import groups
from policy.templates.assembly import Assembly
from policy.templates.references import resource_meant
from policy.templates.template import text
from policy.templates.values import at, keyed

TARGETS = "AWS::ElasticLoadBalancingV2::TargetGroup"


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in groups(assembly):
        for where, holder in keyed(at(group.properties, "LoadBalancerInfo")):
            name = at(holder, "Name")
            if "TargetGroup" in where and name and resource_meant(group.stack, name, "Name", TARGETS) is None:
                yield group.violation(f"TargetGroup {text(name)}")
