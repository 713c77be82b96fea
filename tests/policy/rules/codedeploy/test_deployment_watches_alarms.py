from typing import Any

import pytest

from policy.rules.codedeploy.deployment_watches_alarms import check
from tests.policy.rules.builder import details
from tests.policy.rules.codedeploy.groups import group

ALARMS = [{"Name": {"Ref": "Alarm"}}]


@pytest.mark.parametrize("name", [{"Ref": "Alarm"}, "errors"])
def test_an_alarm_of_the_template(name: Any) -> None:
    assert details(check, group(AlarmConfiguration={"Enabled": True, "Alarms": [{"Name": name}]})) == []


@pytest.mark.parametrize(
    ("watch", "detail"),
    [
        (None, "AlarmConfiguration"),
        ({"Alarms": ALARMS}, "AlarmConfiguration"),
        ({"Enabled": True, "Alarms": []}, "AlarmConfiguration"),
        ({"Enabled": True, "Alarms": ALARMS, "IgnorePollAlarmFailure": True}, "IgnorePollAlarmFailure"),
        ({"Enabled": True, "Alarms": [{"Name": "of-another-stack"}]}, "Alarm of-another-stack"),
    ],
)
def test_nothing_stops_the_deployment(watch: Any, detail: str) -> None:
    assert details(check, group(AlarmConfiguration=watch)) == [detail]
