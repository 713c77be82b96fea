"""BlockTraffic and AllowTraffic: an instance leaves its target groups and comes back to them.

https://docs.aws.amazon.com/codedeploy/latest/userguide/integrations-aws-elastic-load-balancing.html
"""

import time
from typing import Any

HEALTHY_SECONDS = 60.0
POLL_SECONDS = 0.05


class TrafficError(Exception):
    """The instance did not get into or out of service; the message says why."""


class Traffic:
    """`elb` is a boto3 client with the service role; `target_groups` are the names of the group's."""

    def __init__(self, elb: Any, target_groups: list[str]) -> None:
        self._elb = elb
        found = elb.describe_target_groups(Names=target_groups)["TargetGroups"] if target_groups else []
        self._arns = [one["TargetGroupArn"] for one in found]

    def block(self, instance_id: str) -> None:
        """Deregister and wait until the target has drained.

        AWS shows a target as draining until the whole deregistration delay is over. The local load balancer
        knows when the last request has ended, and nothing on a laptop waits longer than that.
        """
        target = [{"Id": instance_id}]
        for arn in self._arns:
            self._elb.deregister_targets(TargetGroupArn=arn, Targets=target)
        for arn in self._arns:
            while self._health(arn, instance_id)["State"] == "draining":
                time.sleep(POLL_SECONDS)

    def allow(self, instance_id: str) -> None:
        """Register and wait until the target group's own health check finds the target healthy.

        Raises TrafficError when it does not within a minute; AWS waits for an hour. The local load balancer
        checks more often than the target group says (rehearsal/load_balancer/health_checks.py).
        """
        for arn in self._arns:
            self._elb.register_targets(TargetGroupArn=arn, Targets=[{"Id": instance_id}])
        deadline = time.monotonic() + HEALTHY_SECONDS
        for arn in self._arns:
            while (health := self._health(arn, instance_id))["State"] != "healthy":
                if health.get("Reason") == "Target.NotInUse":
                    break  # no listener sends requests to this group, so it has no health checks
                if time.monotonic() > deadline:
                    raise TrafficError(_not_healthy(instance_id, arn, health))
                time.sleep(POLL_SECONDS)

    def _health(self, arn: str, instance_id: str) -> dict[str, str]:
        answer = self._elb.describe_target_health(TargetGroupArn=arn, Targets=[{"Id": instance_id}])
        health: dict[str, str] = answer["TargetHealthDescriptions"][0]["TargetHealth"]
        return health


def _not_healthy(instance_id: str, arn: str, health: dict[str, str]) -> str:
    group = arn.split("/")[1]
    return (
        f"{instance_id} is {health['State']} in target group {group} after {HEALTHY_SECONDS:.0f} s: "
        f"{health.get('Description', '')}"
    )
