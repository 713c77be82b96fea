from typing import Any

import pytest

from policy.rules.autoscaling.group_tells_people import check
from tests.policy.rules.builder import assembly_of, details

ALL = [f"autoscaling:EC2_INSTANCE_{event}" for event in ("LAUNCH", "LAUNCH_ERROR", "TERMINATE", "TERMINATE_ERROR")]

CASES: list[tuple[Any, list[str]]] = [
    ({"NotificationConfigurations": [{"NotificationTypes": ALL}]}, []),
    ({"NotificationConfigurations": [{"NotificationTypes": ALL[:3]}]}, [ALL[3]]),
    ({}, ALL),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": given})
    assert details(check, assembly) == found
