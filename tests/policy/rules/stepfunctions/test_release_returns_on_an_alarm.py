import json
from typing import Any

import pytest

from policy.rules.stepfunctions.release_returns_on_an_alarm import check
from tests.policy.rules.builder import details
from tests.policy.rules.stepfunctions.definitions import BEFORE, STOOD, fleets, functions, released_by


def test_finds_nothing_in_a_machine_that_releases_as_it_should() -> None:
    assert details(check, released_by(fleets())) == details(check, released_by(functions())) == []


@pytest.mark.parametrize(
    ("definition", "old", "new", "found"),
    [
        (fleets(), '["${Errors}", "${Latency}"]', '["${Errors}"]', ["Success::Released"]),
        (fleets(), "!= 'ALARM'", "!= 'OK'", ["Success::Released"]),
        (fleets(), "false in $states.input", "false", ["Success::Released"]),
        (
            fleets(),
            '"{% false in $states.input %}", "Next": "Attach old"',
            '"{% false in $states.input %}", "Next": "Detach new"',
            ["Success::Released"],
        ),
        (fleets(), "$tries >= 20", "$tries >= 2", ["Success::Released"]),
        (fleets(), '"Default": "Alarms"', '"Default": "Released"', ["Success::Released"]),
        (fleets(), STOOD, BEFORE[3:-3], ["Success::Released"]),
        (fleets(), " and $next != ' '", "", ["Success::Released"]),
        (fleets(), '"Default": "Pause"', '"Default": "Released"', ["Success::Released"]),
    ],
)
def test_finds(definition: dict[str, Any], old: str, new: str, found: list[str]) -> None:
    written = json.dumps(definition)
    assert old in written
    assert details(check, released_by(json.loads(written.replace(old, new)))) == found
