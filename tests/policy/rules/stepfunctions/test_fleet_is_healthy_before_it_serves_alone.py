import json
from typing import Any

import pytest

from policy.rules.stepfunctions.fleet_is_healthy_before_it_serves_alone import check
from tests.policy.rules.builder import details
from tests.policy.rules.stepfunctions.definitions import fleets, functions, released_by


def test_finds_nothing_in_a_machine_that_releases_as_it_should() -> None:
    assert details(check, released_by(fleets())) == details(check, released_by(functions())) == []


@pytest.mark.parametrize(
    ("definition", "old", "new", "found"),
    [
        (fleets(), '"Next": "Health"', '"Next": "Detach"', ["TrafficSources::Detach", "TrafficSources::Released"]),
        (
            fleets(),
            "$count($states.input.TargetHealthDescriptions[TargetHealth.State = 'healthy']) = $count($instances)",
            "true",
            ["TrafficSources::Detach", "TrafficSources::Detach new", "TrafficSources::Released"],
        ),
        (fleets(), '"Default": "Health"', '"Default": "Released"', ["TrafficSources::Released"]),
        (fleets(), '"Default": "Deploy"', '"Default": "Detach"', ["TrafficSources::Detach"]),
    ],
)
def test_finds(definition: dict[str, Any], old: str, new: str, found: list[str]) -> None:
    written = json.dumps(definition)
    assert old in written
    assert details(check, released_by(json.loads(written.replace(old, new)))) == found
