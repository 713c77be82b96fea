"""An Auto Scaling group tells when it starts and ends instances, and when it fails to.

A release that new instances do not survive shows first as instances that come and go.
https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-sns-notifications.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._subnets import GROUP
from policy.templates.assembly import Assembly
from policy.templates.template import listed, text
from policy.templates.values import at, objects

TOLD = {f"autoscaling:EC2_INSTANCE_{event}" for event in ("LAUNCH", "LAUNCH_ERROR", "TERMINATE", "TERMINATE_ERROR")}


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in assembly.resources(GROUP):
        notifications = objects(at(group.properties, "NotificationConfigurations"))
        told = {text(kind) for one in notifications for kind in listed(at(one, "NotificationTypes") or [])}
        for event in sorted(TOLD - told):
            yield group.violation(event)
