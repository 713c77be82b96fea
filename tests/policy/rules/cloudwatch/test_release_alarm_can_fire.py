from typing import Any

import pytest

from policy.rules.cloudwatch.release_alarm_can_fire import check
from tests.policy.rules.builder import details
from tests.policy.rules.codedeploy.groups import group


@pytest.mark.parametrize("alarm", [{}, {"Threshold": None, "ThresholdMetricId": "band"}, {"ActionsEnabled": True}])
def test_it_can(alarm: dict[str, Any]) -> None:
    assert details(check, group(alarm=alarm)) == []


@pytest.mark.parametrize(
    ("alarm", "detail"), [({"Threshold": None}, "Threshold"), ({"ActionsEnabled": False}, "ActionsEnabled")]
)
def test_it_cannot(alarm: dict[str, Any], detail: str) -> None:
    assert details(check, group(alarm=alarm)) == [detail]
