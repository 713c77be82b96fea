"""A group gets another size at a time that was set before, sooner than AWS would."""

import datetime
import time

import pytest
from ministack.services import autoscaling

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
    [{"StartTime": minutes_from_now(-1)}, {"Recurrence": "0 9 * * *"}, {}],
    ids=["past", "recurring", "never"],
)
def test_other_kinds_are_refused(setting: Setting, api: Api, given: dict[str, str]) -> None:
    refused = api.refused("PutScheduledUpdateGroupAction", DesiredCapacity="0", **NAMED, **given)
    assert "<Code>ValidationError</Code>" in refused
