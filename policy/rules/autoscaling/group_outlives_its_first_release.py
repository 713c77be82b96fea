"""An Auto Scaling group judges instances by EC2's own status checks, where CodeDeploy releases to them.

Before the first release nothing answers the load balancer's health check: the group would replace instances for ever.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._subnets import GROUP
from policy.rules.codedeploy._groups import groups
from policy.templates.assembly import Assembly
from policy.templates.references import resource_meant
from policy.templates.template import listed, text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for deployment in groups(assembly):
        for name in listed(at(deployment.properties, "AutoScalingGroups") or []):
            group = resource_meant(deployment.stack, name, "AutoScalingGroupName", GROUP)
            kind = text(at(group.properties, "HealthCheckType") or "EC2") if group else "EC2"
            if group and kind != "EC2":
                yield group.violation(f"HealthCheckType {kind}")
