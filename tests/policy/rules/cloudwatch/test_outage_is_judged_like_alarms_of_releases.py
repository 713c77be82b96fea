from typing import Any

import pytest

from policy.rules.cloudwatch import (
    release_alarm_can_fire,
    release_alarm_is_quick,
    release_alarm_is_quiet_without_data,
    release_alarm_measures_harm,
    release_alarm_watches_its_own,
)
from tests.policy.rules.builder import details
from tests.policy.rules.cloudwatch.outage import alarm, before

GOOD: dict[str, Any] = {
    "Threshold": 50,
    "EvaluationPeriods": 3,
    "TreatMissingData": "notBreaching",
    "ComparisonOperator": "GreaterThanOrEqualToThreshold",
}


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        (release_alarm_can_fire, {"ActionsEnabled": False}),
        (release_alarm_is_quick, {"EvaluationPeriods": 16}),
        (release_alarm_is_quiet_without_data, {"TreatMissingData": "breaching"}),
        (release_alarm_measures_harm, {"ComparisonOperator": "LessThanThreshold"}),
        (release_alarm_measures_harm, {"Threshold": 101}),
    ],
)
def test_one_that_goes_off_too_late_too_early_or_never(rule: Any, wrong: dict[str, Any]) -> None:
    assert details(rule.check, before("instance", Outage=alarm(**GOOD))) == []
    assert len(details(rule.check, before("instance", Outage=alarm(**{**GOOD, **wrong})))) == 1


def test_one_of_no_load_balancer() -> None:
    found = details(release_alarm_watches_its_own.check, before("instance", Outage=alarm(**GOOD)))
    assert found == ["Dimensions of HTTPCode_ELB_5XX_Count", "Dimensions of RequestCount"]
