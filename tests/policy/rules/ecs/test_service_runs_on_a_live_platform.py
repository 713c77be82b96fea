from typing import Any

import pytest

from policy.rules.ecs.service_runs_on_a_live_platform import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"PlatformVersion": "LATEST"}, []),
    ({"PlatformVersion": "1.4.0"}, []),
    ({}, []),
    ({"PlatformVersion": "1.3.0"}, ["PlatformVersion::1.3.0"]),
    ({"PlatformVersion": {"Ref": "Given"}}, ["PlatformVersion::${Given}"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assert details(check, assembly_of({"Type": "AWS::ECS::Service", "Properties": given})) == found
