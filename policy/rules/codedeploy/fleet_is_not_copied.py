"""Deployments to an Auto Scaling group are in place: a blue/green one would put a copy in its place behind
CloudFormation's back, and the stack could not be updated any more.

https://docs.aws.amazon.com/codedeploy/latest/userguide/integrations-aws-auto-scaling.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codedeploy._groups import groups
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in groups(assembly):
        kind = at(group.properties, "DeploymentStyle.DeploymentType")
        if at(group.properties, "AutoScalingGroups") and kind is not None and text(kind) != "IN_PLACE":
            yield group.violation(f"DeploymentType {text(kind)}")
