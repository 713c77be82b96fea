"""What a state machine sizes and moves traffic to, the template leaves alone: an update would undo the last release.

It says no size, so that none is reset; no load balancer, so that no traffic moves; and replaces no instances. The
fleet that waits has none at all, so that the least size is zero.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-autoscaling-autoscalinggroup.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.autoscaling._fleets import released_fleets
from policy.templates.assembly import Assembly, Located
from policy.templates.values import fields, number

OF_RELEASE = ("DesiredCapacity", "LoadBalancerNames", "TargetGroupARNs", "TrafficSources")


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in released_fleets(assembly):
        yield from _violations(group)


def _violations(group: Located) -> Iterator[Violation]:
    for name in OF_RELEASE:
        if name in group.properties:
            yield group.violation(name)
    if number(group.properties.get("MinSize")) != 0:
        yield group.violation("MinSize")
    policy = fields(group.definition.get("UpdatePolicy"))
    for name in ("AutoScalingRollingUpdate", "AutoScalingReplacingUpdate"):
        if policy.get(name):
            yield group.violation(f"UpdatePolicy.{name}")
