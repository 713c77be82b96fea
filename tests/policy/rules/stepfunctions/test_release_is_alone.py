import json
from typing import Any

import pytest

from policy.rules.stepfunctions.release_is_alone import check
from tests.policy.rules.builder import details
from tests.policy.rules.stepfunctions.definitions import fleets, functions, released_by

EVERY_CHANGE = [
    "Change::Attach",
    "Change::Attach old",
    "Change::Deploy",
    "Change::Deploy again",
    "Change::Detach",
    "Change::Detach new",
]


def test_finds_nothing_in_a_machine_that_releases_as_it_should() -> None:
    assert details(check, released_by(fleets())) == details(check, released_by(functions())) == []


@pytest.mark.parametrize(
    ("definition", "old", "new", "found"),
    [
        (fleets(), '"Next": "Others"', '"Next": "Return?"', EVERY_CHANGE),
        (fleets(), "$count($states.input.Executions) > 1", "false", EVERY_CHANGE),
        (fleets(), "stateMachine:web-release", "stateMachine:another", EVERY_CHANGE),
        (fleets(), '"StatusFilter": "RUNNING"', '"StatusFilter": "FAILED"', EVERY_CHANGE),
    ],
)
def test_finds(definition: dict[str, Any], old: str, new: str, found: list[str]) -> None:
    written = json.dumps(definition)
    assert old in written
    assert details(check, released_by(json.loads(written.replace(old, new)))) == found
