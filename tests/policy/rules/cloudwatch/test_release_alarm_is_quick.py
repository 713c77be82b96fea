from typing import Any

import pytest

from policy.rules.cloudwatch.release_alarm_is_quick import check
from tests.policy.rules.builder import details
from tests.policy.rules.codedeploy.groups import group

MATH = {"Metrics": [{"Expression": "a"}, {"MetricStat": {"Period": 60}}, {"MetricStat": {"Period": 600}}]}


@pytest.mark.parametrize("alarm", [{}, {"Period": 300}, {**MATH, "EvaluationPeriods": 1}])
def test_in_time(alarm: dict[str, Any]) -> None:
    assert details(check, group(alarm=alarm)) == []


@pytest.mark.parametrize(
    ("alarm", "minutes"), [({"Period": 3600}, 180), ({"EvaluationPeriods": 60}, 60), ({**MATH}, 30)]
)
def test_too_late(alarm: dict[str, Any], minutes: int) -> None:
    assert details(check, group(alarm=alarm)) == [f"decides after {minutes} minutes"]


@pytest.mark.parametrize(
    ("alarm", "detail"),
    [
        ({"Period": {"Ref": "Period"}}, "decides after 3 times ${Period} seconds"),
        ({"EvaluationPeriods": None}, "decides after null times 60 seconds"),
    ],
)
def test_nobody_can_tell(alarm: dict[str, Any], detail: str) -> None:
    assert details(check, group(alarm=alarm)) == [detail]
