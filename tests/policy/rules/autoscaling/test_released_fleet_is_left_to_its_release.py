from typing import Any

import pytest

from policy.rules.autoscaling.released_fleet_is_left_to_its_release import check
from tests.policy.rules.builder import assembly_of, details

NAMES = {"AutoScalingGroupNames": ["web-blue", "web-green"]}
FIND = {
    "Type": "Task",
    "Resource": "arn:aws:states:::aws-sdk:autoscaling:describeAutoScalingGroups",
    "Arguments": NAMES,
}
ATTACH = {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:autoscaling:attachTrafficSources"}


def machine(**states: Any) -> dict[str, Any]:
    definition = {"StartAt": "Find", "States": {"Find": FIND, **states}}
    return {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"Definition": definition}}


def group(name: str, policy: Any = None, **properties: Any) -> dict[str, Any]:
    given = {"AutoScalingGroupName": name, "MinSize": "0", "MaxSize": "4", **properties}
    return {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": given, "UpdatePolicy": policy or {}}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (group("web-blue"), []),
        (group("web-blue", {"AutoScalingScheduledAction": {"IgnoreUnmodifiedGroupSizeProperties": True}}), []),
        (group("web-blue", DesiredCapacity="2"), ["DesiredCapacity"]),
        (group("web-green", TargetGroupARNs=["arn"]), ["TargetGroupARNs"]),
        (group("web-green", TrafficSources=[]), ["TrafficSources"]),
        (group("web-blue", MinSize="1"), ["MinSize"]),
        (
            group("web-blue", {"AutoScalingRollingUpdate": {"MaxBatchSize": 1}}),
            ["UpdatePolicy.AutoScalingRollingUpdate"],
        ),
        (group("other", DesiredCapacity="2", TargetGroupARNs=["arn"]), []),
    ],
)
def test_finds(given: Any, found: list[str]) -> None:
    assert details(check, assembly_of(given, machine(Attach=ATTACH))) == found


def test_a_machine_that_only_looks_releases_nothing() -> None:
    assert details(check, assembly_of(group("web-blue", DesiredCapacity="2"), machine())) == []
