"""The CloudWatch alarms that stop a deployment.

https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html
"""

from collections.abc import Mapping
from typing import Any

from rehearsal.codedeploy.deployment import Error, StopReason
from rehearsal.codedeploy.store import ROLLBACK

POLL_SECONDS = 1.0


def watched(deployment_info: Mapping[str, Any], group_info: Mapping[str, Any]) -> list[str]:
    """The names of the alarms that stop this deployment; whatever they say, a rollback goes on."""
    found = configuration(deployment_info, group_info)
    if deployment_info["creator"] == ROLLBACK or not found.get("enabled"):
        return []
    return [alarm["name"] for alarm in found.get("alarms", [])]


def configuration(deployment_info: Mapping[str, Any], group_info: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the deployment was given in place of its group's, or the group's."""
    given = deployment_info.get("overrideAlarmConfiguration")
    return given if given is not None else group_info.get("alarmConfiguration") or {}


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
