from typing import Any

import pytest

from policy.rules.autoscaling.schedule_runs_by_day import check
from tests.policy.rules.builder import assembly_of, details

WEEK = "MON,TUE,WED,THU,FRI"
NOT_AFTER = "is not after a start of these days"


def schedule(recurrence: Any, size: int, group: str = "Group") -> dict[str, Any]:
    properties = {"AutoScalingGroupName": {"Ref": group}, "Recurrence": recurrence, "DesiredCapacity": size}
    return {"Type": "AWS::AutoScaling::ScheduledAction", "Properties": properties}


def found(start: str, stop: str, group: str = "Group") -> list[str]:
    return details(check, assembly_of(Start=schedule(start, 2, group), Stop=schedule(stop, 0)))


def test_in_the_morning_and_in_the_evening() -> None:
    assert found(f"0 7 * * {WEEK}", f"0 20 * * {WEEK}") == []


@pytest.mark.parametrize("start", [f"0 20 * * {WEEK}", f"0 21 * * {WEEK}", "0 7 * * MON"])
def test_the_other_way_round_and_on_other_days(start: str) -> None:
    assert found(start, f"0 20 * * {WEEK}") == [f"Recurrence::0 20 * * {WEEK} {NOT_AFTER}"]


def test_of_another_group() -> None:
    assert found(f"0 7 * * {WEEK}", f"0 20 * * {WEEK}", "Other") == [f"Recurrence::0 20 * * {WEEK} {NOT_AFTER}"]


@pytest.mark.parametrize("never", ["0 7 31 2 *", "0 24 * * MON", "* 7 * * MON", "0 7 * * *", "0 7 * * FOO"])
def test_a_time_that_never_comes_or_all_the_time(never: str) -> None:
    assert f"Recurrence::{never}" in found(never, f"0 20 * * {WEEK}")
