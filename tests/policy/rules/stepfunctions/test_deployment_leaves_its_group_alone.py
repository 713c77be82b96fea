import json
from typing import Any

import pytest

from policy.rules.stepfunctions.deployment_leaves_its_group_alone import check
from tests.policy.rules.builder import details
from tests.policy.rules.stepfunctions.definitions import fleets, functions, released_by


def test_finds_nothing_in_a_machine_that_releases_as_it_should() -> None:
    assert details(check, released_by(fleets())) == details(check, released_by(functions())) == []


@pytest.mark.parametrize(
    ("definition", "old", "new", "found"),
    [
        (
            functions(),
            '"ApplicationName"',
            '"AutoRollbackConfiguration": {"Enabled": false}, "ApplicationName"',
            ["Shift::AutoRollbackConfiguration"],
        ),
        (
            functions(),
            '"ApplicationName"',
            '"DeploymentConfigName.$": "$.Pace", "ApplicationName"',
            ["Shift::DeploymentConfigName"],
        ),
        (
            fleets(),
            '"Revision"',
            '"OverrideAlarmConfiguration": {}, "Revision"',
            ["Deploy::OverrideAlarmConfiguration"],
        ),
    ],
)
def test_finds(definition: dict[str, Any], old: str, new: str, found: list[str]) -> None:
    written = json.dumps(definition)
    assert old in written
    assert details(check, released_by(json.loads(written.replace(old, new)))) == found
