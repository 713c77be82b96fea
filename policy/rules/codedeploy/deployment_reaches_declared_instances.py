"""A deployment to servers goes to Auto Scaling groups of its template, and its application is one for servers.

A group without them releases to nobody and succeeds, and new instances of the group come up empty. What another
template's group runs is not this release's to change.
https://docs.aws.amazon.com/codedeploy/latest/userguide/integrations-aws-auto-scaling.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codedeploy._groups import groups
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_meant
from policy.templates.template import listed, text
from policy.templates.values import at

APPLICATION, INSTANCES = "AWS::CodeDeploy::Application", "AWS::AutoScaling::AutoScalingGroup"


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in groups(assembly):
        named = listed(at(group.properties, "AutoScalingGroups") or [])
        platform = _platform(group)
        if platform == "Server" and not named:
            yield group.violation("AutoScalingGroups")
        if platform != "Server" and named:
            yield group.violation(f"ComputePlatform {platform}")
        for name in named:
            if resource_meant(group.stack, name, "AutoScalingGroupName", INSTANCES) is None:
                yield group.violation(f"AutoScalingGroup {text(name)}")


def _platform(group: Located) -> str:
    """CodeDeploy's default is Server."""
    name = at(group.properties, "ApplicationName")
    application = resource_meant(group.stack, name, "ApplicationName", APPLICATION)
    return text(at(application.properties, "ComputePlatform") or "Server") if application else "Server"
