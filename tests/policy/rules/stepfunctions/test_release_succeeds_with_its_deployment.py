import json
from typing import Any

import pytest

from policy.rules.stepfunctions.release_succeeds_with_its_deployment import check
from tests.policy.rules.builder import details
from tests.policy.rules.stepfunctions.definitions import fleets, functions, released_by


def test_finds_nothing_in_a_machine_that_releases_as_it_should() -> None:
    assert details(check, released_by(fleets())) == details(check, released_by(functions())) == []


@pytest.mark.parametrize(
    ("definition", "old", "new", "found"),
    [
        (
            functions(),
            '"Failed", "Next": "Back"',
            '"Failed", "Next": "Released"',
            ["Status::Failed", "Success::Released"],
        ),
        (functions(), '"StringEquals": "Stopped"', '"StringEquals": "Ready"', ["Status::Stopped"]),
        (functions(), '"Default": "Wait"', '"Default": "Released"', ["Success::Released"]),
        (functions(), '"Next": "Wait"', '"Next": "Released"', ["Success::Released"]),
        (functions(), '"StringEquals": "Succeeded"', '"StringMatches": "*"', ["Success::Released"]),
        (fleets(), "in ['Failed', 'Stopped']", "in ['Failed']", ["Status::Stopped"]),
        (fleets(), "= 'Succeeded'", "!= 'InProgress'", ["Success::Released"]),
    ],
)
def test_finds(definition: dict[str, Any], old: str, new: str, found: list[str]) -> None:
    written = json.dumps(definition)
    assert old in written
    assert details(check, released_by(json.loads(written.replace(old, new)))) == found
