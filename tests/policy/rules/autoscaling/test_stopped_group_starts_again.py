from typing import Any

import pytest

from policy.rules.autoscaling.stopped_group_starts_again import IGNORES, check
from tests.policy.rules.builder import assembly_of, details

SIZES = {"MinSize": "1", "DesiredCapacity": "2", "MaxSize": "4"}
NIGHT = {"MinSize": 0, "DesiredCapacity": 0, "MaxSize": 4}
LEAVES = {"AutoScalingScheduledAction": {"IgnoreUnmodifiedGroupSizeProperties": True}}
NEVER = ["starts never again"]


def group(policy: Any = LEAVES) -> dict[str, Any]:
    return {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": SIZES, "UpdatePolicy": policy}


def schedule(**properties: Any) -> dict[str, Any]:
    given = {"AutoScalingGroupName": {"Ref": "Group"}, "Recurrence": "0 7 * * MON", "TimeZone": "UTC", **properties}
    return {"Type": "AWS::AutoScaling::ScheduledAction", "Properties": given}


CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"Start": None}, NEVER),
    ({"Start": schedule(**SIZES, TimeZone="Asia/Tokyo")}, NEVER),
    ({"Start": schedule(**{**SIZES, "DesiredCapacity": 1})}, ["another size than the group's", *NEVER]),
    ({"Stop": schedule(**NIGHT, Recurrence=None)}, ["once, or in no time zone"]),
    ({"Stop": schedule(**NIGHT, AutoScalingGroupName="another")}, ["AutoScalingGroupName"]),
    ({"Group": group({})}, [IGNORES, IGNORES]),
]


@pytest.mark.parametrize(("changed", "found"), CASES)
def test_finds(changed: dict[str, Any], found: list[str]) -> None:
    right = {"Group": group(), "Start": schedule(**SIZES), "Stop": schedule(**NIGHT)}
    made = {name: one for name, one in {**right, **changed}.items() if one is not None}
    assert details(check, assembly_of(**made)) == found


def test_a_fleet_that_a_machine_releases_to_has_no_schedule() -> None:
    task = {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:autoscaling:setDesiredCapacity"}
    definition = {"StartAt": "A", "States": {"A": {**task, "Arguments": {"AutoScalingGroupName": "web-blue"}}}}
    machine = {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"Definition": definition}}
    fleet = group()
    fleet["Properties"] = {**SIZES, "AutoScalingGroupName": "web-blue"}
    assembly = assembly_of(Group=fleet, Machine=machine, Stop=schedule(**NIGHT), Start=schedule(**SIZES))
    assert details(check, assembly) == ["AutoScalingGroupName", "AutoScalingGroupName"]
