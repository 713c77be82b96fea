"""Instances of an Auto Scaling group belong to target groups of their template: else nobody's requests reach them.

Nor do they serve anybody else's load balancer. A fleet that a release moves traffic to says none:
released_fleet_is_left_to_its_release holds that.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._subnets import GROUP
from policy.rules.autoscaling._fleets import released_fleets
from policy.templates.assembly import Assembly
from policy.templates.references import referred
from policy.templates.template import listed, text
from policy.templates.values import at

TARGETS = "AWS::ElasticLoadBalancingV2::TargetGroup"


def check(assembly: Assembly) -> Iterator[Violation]:
    moved = {(group.stack.name, group.logical_id) for group in released_fleets(assembly)}
    for group in assembly.resources(GROUP):
        declared = {targets.logical_id for targets in group.stack.resources(TARGETS)}
        named = listed(at(group.properties, "TargetGroupARNs") or [])
        if declared and not named and (group.stack.name, group.logical_id) not in moved:
            yield group.violation("TargetGroupARNs")
        for targets in named:
            if referred(targets) not in declared:
                yield group.violation(f"TargetGroup::{text(targets)}")
