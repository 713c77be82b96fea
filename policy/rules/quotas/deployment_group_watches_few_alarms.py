"""A deployment group has at most ten alarms, ten Auto Scaling groups and ten triggers.

https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import listed
from policy.templates.values import at

MOST = 10
LISTS = ("AlarmConfiguration.Alarms", "AutoScalingGroups", "TriggerConfigurations")


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in assembly.resources("AWS::CodeDeploy::DeploymentGroup"):
        for where in LISTS:
            found = len(listed(at(group.properties, where) or []))
            if found > MOST:
                yield group.violation(f"{found} {where}; CodeDeploy takes {MOST}")
