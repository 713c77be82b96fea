from typing import Any

import pytest

from policy.rules.ecs.task_is_judged_in_minutes import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"HealthCheckGracePeriodSeconds": 60}, []),
    ({"HealthCheckGracePeriodSeconds": "300"}, []),
    ({}, []),
    ({"HealthCheckGracePeriodSeconds": 86400}, ["HealthCheckGracePeriodSeconds::86400"]),
    ({"HealthCheckGracePeriodSeconds": {"Ref": "Given"}}, ["HealthCheckGracePeriodSeconds::${Given}"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assert details(check, assembly_of({"Type": "AWS::ECS::Service", "Properties": given})) == found
