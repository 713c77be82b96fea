from typing import Any

import pytest

from policy.rules.cloudwatch.alarm_tells_people import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.cloudwatch import harm


@pytest.mark.parametrize("kind", ["AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"])
@pytest.mark.parametrize(
    ("actions", "expected"),
    [([{"Ref": "Topic"}], []), ([], ["AlarmActions"]), ({"Ref": "AWS::NoValue"}, ["AlarmActions"])],
)
def test_an_alarm_with_and_without_an_action(kind: str, actions: Any, expected: list[str]) -> None:
    assert details(check, assembly_of({"Type": kind, "Properties": {"AlarmActions": actions}})) == expected


def _telling(*names: str) -> dict[str, Any]:
    """The alarms of a release, of which these have an action."""
    told = {"AlarmActions": [{"Ref": "Topic"}]}
    return {
        name: {**one, "Properties": {**one["Properties"], **(told if name in names else {})}}
        for name, one in harm.RELEASE.items()
    }


def test_one_that_stands_for_others_which_tell_need_not() -> None:
    assert details(check, assembly_of(**_telling("Latency", "Hosts"), Harm=harm.harm())) == []
    other = harm.harm(latency="p50")
    assert details(check, assembly_of(**_telling("Latency", "Hosts"), Harm=other)) == ["AlarmActions"]


def test_one_that_stands_for_others_which_do_not_must() -> None:
    assert details(check, assembly_of(**_telling("Latency"), Harm=harm.harm())) == ["AlarmActions"] * 2
