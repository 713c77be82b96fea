"""A group gets another size at a time that was set before, sooner than AWS would."""

import datetime
import time

import pytest
from ministack.services import autoscaling

from rehearsal.fleet import scheduled_actions
from tests.unit.fleet.api import Api
from tests.unit.fleet.setting import GROUP, Setting, soon

NAMED = {"ScheduledActionName": "end"}


@pytest.fixture(autouse=True)
def a_minute_is_a_tenth_of_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLIPWAY_REHEARSAL_MINUTE", "0.1")


def minutes_from_now(minutes: float) -> str:
    return (datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=minutes)).isoformat()


def size() -> int:
    return int(autoscaling._asgs.get_scoped(*GROUP)["DesiredCapacity"])


def test_the_size_changes_when_it_is_time_and_once(setting: Setting, api: Api) -> None:
    setting.want(2)
    api.call("PutScheduledUpdateGroupAction", StartTime=minutes_from_now(3), DesiredCapacity="0", **NAMED)
    assert size() == 2
    assert "<DesiredCapacity>0</DesiredCapacity>" in api.call("DescribeScheduledActions")
    soon(lambda: size() == 0)
    assert "<member>" not in api.call("DescribeScheduledActions")


def test_nothing_happens_after_it_is_deleted(setting: Setting, api: Api) -> None:
    setting.want(2)
    api.call("PutScheduledUpdateGroupAction", StartTime=minutes_from_now(3), DesiredCapacity="0", **NAMED)
    api.call("DeleteScheduledAction", **NAMED)
    time.sleep(0.5)
    assert size() == 2
    assert "not found" in api.refused("DeleteScheduledAction", **NAMED)


def test_what_replaces_it_happens_in_its_place(setting: Setting, api: Api) -> None:
    setting.want(2)
    api.call("PutScheduledUpdateGroupAction", StartTime=minutes_from_now(2), DesiredCapacity="0", **NAMED)
    api.call("PutScheduledUpdateGroupAction", StartTime=minutes_from_now(60), DesiredCapacity="0", **NAMED)
    time.sleep(0.5)
    assert size() == 2


def test_only_the_named_are_described(setting: Setting, api: Api) -> None:
    api.call("PutScheduledUpdateGroupAction", StartTime=minutes_from_now(60), DesiredCapacity="0", **NAMED)
    asked = "ScheduledActionNames.member.1"
    assert "<member>" in api.call("DescribeScheduledActions", **{asked: "end"})
    assert "<member>" not in api.call("DescribeScheduledActions", **{asked: "other"})


@pytest.mark.parametrize(
    "given",
    [{"StartTime": minutes_from_now(-1)}, {}],
    ids=["past", "never"],
)
def test_other_kinds_are_refused(setting: Setting, api: Api, given: dict[str, str]) -> None:
    refused = api.refused("PutScheduledUpdateGroupAction", DesiredCapacity="0", **NAMED, **given)
    assert "<Code>ValidationError</Code>" in refused


def at(minute: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(minute).replace(tzinfo=datetime.UTC)


def test_what_recurs_happens_by_the_clock_and_again(
    setting: Setting, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock stands still a moment before seven in Berlin."""
    monkeypatch.setattr(scheduled_actions, "now", lambda: at("2026-07-06 04:59:59.8"))
    setting.want(2)
    every_monday = {"Recurrence": "0 7 * * MON,TUE", "TimeZone": "Europe/Berlin"}
    api.call("PutScheduledUpdateGroupAction", MinSize="0", DesiredCapacity="0", **every_monday, **NAMED)
    soon(lambda: size() == 0)
    setting.want(2)
    soon(lambda: size() == 0)
    assert "<Recurrence>0 7 * * MON,TUE</Recurrence>" in api.call("DescribeScheduledActions")
    api.call("DeleteScheduledAction", **NAMED)
    setting.want(2)
    time.sleep(0.5)
    assert size() == 2


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-07-06 04:59", "2026-07-06 05:00"),  # a Monday in summer, an hour behind that of winter
        ("2026-07-06 05:00", "2026-07-07 05:00"),
        ("2026-07-07 05:01", "2026-07-13 05:00"),
        ("2026-12-07 05:00", "2026-12-07 06:00"),
    ],
)
def test_hours_are_those_of_the_time_zone(moment: str, due: str) -> None:
    assert scheduled_actions.next_time("0 7 * * MON,TUE", "Europe/Berlin", at(moment)) == at(due)


@pytest.mark.parametrize(
    "asked",
    [
        {"Recurrence": "0 7 1 * *"},
        {"Recurrence": "0 7 * *"},
        {"Recurrence": "0 25 * * *"},
        {"Recurrence": "0 7 * * *", "TimeZone": "Europe/Atlantis"},
        {"Recurrence": "0 7 * * *", "EndTime": minutes_from_now(3)},
        {"Recurrence": "0 7 * * *", "StartTime": minutes_from_now(3)},
    ],
)
def test_what_is_not_read_is_refused(setting: Setting, api: Api, asked: dict[str, str]) -> None:
    setting.want(1)
    assert api.refused("PutScheduledUpdateGroupAction", DesiredCapacity="0", **asked, **NAMED)
