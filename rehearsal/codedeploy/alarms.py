"""The CloudWatch alarms that stop a deployment.

https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html
"""

from collections.abc import Mapping
from typing import Any

from rehearsal.codedeploy.deployment import Error, StopReason

POLL_SECONDS = 1.0


def watched(group_info: Mapping[str, Any]) -> list[str]:
    """The names of the alarms that the deployment group watches."""
    configuration = group_info.get("alarmConfiguration") or {}
    return [alarm["name"] for alarm in configuration.get("alarms", [])] if configuration.get("enabled") else []


def active(cloudwatch: Any, names: list[str]) -> Error | None:
    """The error of a deployment whose alarms are not quiet; None if they are."""
    found = [alarm for name in names for alarm in _described(cloudwatch, name)]
    missing = sorted(set(names) - {alarm["AlarmName"] for alarm in found})
    if missing:
        return Error("CODEDEPLOY_RESOURCE_CANNOT_BE_FOUND", f"There are no alarms named {', '.join(missing)}")
    ringing = sorted(alarm["AlarmName"] for alarm in found if alarm["StateValue"] == "ALARM")
    if not ringing:
        return None
    return Error(
        StopReason.ALARM,
        "One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the "
        f"affected deployments have been stopped. Activated alarms: {', '.join(ringing)}",
    )


def _described(cloudwatch: Any, name: str) -> list[dict[str, Any]]:
    """Asked one by one: so IAM can check the role against each alarm."""
    answer = cloudwatch.describe_alarms(AlarmNames=[name], AlarmTypes=["MetricAlarm", "CompositeAlarm"])
    found: list[dict[str, Any]] = answer.get("MetricAlarms", []) + answer.get("CompositeAlarms", [])
    return found
