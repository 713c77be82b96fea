"""`running` in pipeline.yml: an environment whose instances are there at certain hours only."""

from pathlib import Path
from typing import Any

from policy.templates.template import resources
from tests.synth.assembly import Assembly, only

HOURS = {"Start": ("0 7", [2, 3, 5]), "Stop": ("0 20", [0, 0, 5])}


def test_the_group_is_stopped_and_started_in_its_own_time_zone(variants: Path) -> None:
    template = Assembly(variants / "s3-no-approval").templates["dev"]
    found: dict[str, Any] = {
        name: definition["Properties"]
        for _, definition in resources(template, "AWS::AutoScaling::ScheduledAction")
        for name in HOURS
        if f"ScheduledAction{name}/" in definition["Metadata"]["aws:cdk:path"]
    }
    for name, (hour, sizes) in HOURS.items():
        action = found[name]
        assert [action[size] for size in ("MinSize", "DesiredCapacity", "MaxSize")] == sizes
        assert (action["Recurrence"], action["TimeZone"]) == (f"{hour} * * MON,TUE,WED,THU,FRI", "Europe/Berlin")


def test_an_environment_that_always_runs_has_no_schedule(variants: Path) -> None:
    template = Assembly(variants / "s3-no-approval").templates["production"]
    assert not list(resources(template, "AWS::AutoScaling::ScheduledAction"))
    assert "DesiredCapacity" in only(template, "AWS::AutoScaling::AutoScalingGroup")
