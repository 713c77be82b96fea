from typing import Any

import pytest

from policy.rules.cloudwatch.alarm_tells_people import check
from tests.policy.rules.builder import assembly_of, details


@pytest.mark.parametrize("kind", ["AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"])
@pytest.mark.parametrize(
    ("actions", "expected"),
    [([{"Ref": "Topic"}], []), ([], ["AlarmActions"]), ({"Ref": "AWS::NoValue"}, ["AlarmActions"])],
)
def test_an_alarm_with_and_without_an_action(kind: str, actions: Any, expected: list[str]) -> None:
    assert details(check, assembly_of({"Type": kind, "Properties": {"AlarmActions": actions}})) == expected
