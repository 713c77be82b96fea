import json
from typing import Any

import pytest

from policy.rules.stepfunctions.release_makes_a_deployment import check
from tests.policy.rules.builder import details
from tests.policy.rules.stepfunctions.definitions import BEFORE, SERVES, fleets, functions, released_by


def test_finds_nothing_in_a_machine_that_releases_as_it_should() -> None:
    assert details(check, released_by(fleets())) == details(check, released_by(functions())) == []


@pytest.mark.parametrize(
    ("definition", "old", "new", "found"),
    [
        (functions(), '"StartAt": "Code"', '"StartAt": "Released"', ["Success::Released"]),
        (functions(), '"Default": "Former"', '"Default": "Released"', ["Success::Released"]),
        (functions(), '"StringEqualsPath": "$.Publish.Version"', '"StringEquals": "1"', ["Success::Released"]),
        (fleets(), '"Default": "Deploy"', '"Default": "Attach"', ["Success::Released"]),
        (fleets(), "$states.input.Return = true", "true", ["Success::Released"]),
        (fleets(), f"{SERVES} and {BEFORE[3:-3]}", SERVES, ["Success::Released"]),
        (fleets(), f"{SERVES} and {BEFORE[3:-3]}", BEFORE[3:-3], ["Success::Released"]),
        (fleets(), '"SUCCEEDED"', '"FAILED"', ["Success::Released"]),
    ],
)
def test_finds(definition: dict[str, Any], old: str, new: str, found: list[str]) -> None:
    written = json.dumps(definition)
    assert old in written
    assert details(check, released_by(json.loads(written.replace(old, new)))) == found
