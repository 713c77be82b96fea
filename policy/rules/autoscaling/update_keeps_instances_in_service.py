"""A change of the launch template replaces instances while others serve.

A group that may have only one instance, or has none, cannot. Without an update policy new instances
come with the next replacement, whenever that is.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._subnets import GROUP
from policy.templates.assembly import Assembly, Located
from policy.templates.values import fields, is_true, number


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in assembly.resources(GROUP):
        policy = fields(group.definition.get("UpdatePolicy"))
        rolling = fields(policy.get("AutoScalingRollingUpdate"))
        replacing = is_true(fields(policy.get("AutoScalingReplacingUpdate")).get("WillReplace"))
        if not rolling and not replacing:
            yield group.violation("UpdatePolicy::none")
        elif rolling and _can_keep_some(group) and not (number(rolling.get("MinInstancesInService", 0)) or 0):
            yield group.violation("UpdatePolicy.MinInstancesInService::0")


def _can_keep_some(group: Located) -> bool:
    desired = group.properties.get("DesiredCapacity", group.properties.get("MinSize"))
    return number(desired) != 0 and number(group.properties.get("MaxSize")) != 1
