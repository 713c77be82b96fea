from typing import Any

import pytest

from policy.rules.codepipeline.window_is_a_schedule import check
from tests.policy.rules.codepipeline.pipelines import condition, found, rule

OFFICE, BERLIN = "* * 9-16 ? * MON,TUE *", "Europe/Berlin"


def in_window(cron: Any, zone: Any) -> list[str]:
    window = rule("DeploymentWindow", Configuration={"Cron": cron, "TimeZone": zone})
    return found(check, ("prod", "BeforeEntry", condition("FAIL", window)))


@pytest.mark.parametrize("zone", [BERLIN, "UTC", "America/New_York"])
def test_hours_of_days_pass(zone: str) -> None:
    assert in_window(OFFICE, zone) == []


@pytest.mark.parametrize(
    "cron",
    [
        "0 0 9-17 ? * MON-FRI *",
        "* * * * * ?",
        "* * 0-23 ? * MON,TUE,WED,THU,FRI,SAT,SUN *",
        {"Ref": "Window"},
        None,
    ],
)
def test_another_expression_is_found(cron: Any) -> None:
    assert in_window(cron, BERLIN) == ["prod BeforeEntry Ask Cron"]


@pytest.mark.parametrize("zone", ["CST", "UTC+01:00", {"Ref": "Zone"}, None])
def test_another_time_zone_is_found(zone: Any) -> None:
    assert in_window(OFFICE, zone) == ["prod BeforeEntry Ask TimeZone"]
