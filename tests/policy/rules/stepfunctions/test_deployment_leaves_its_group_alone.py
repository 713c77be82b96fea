import json
from typing import Any

import pytest

from policy.rules.stepfunctions.deployment_leaves_its_group_alone import check
from tests.policy.rules.builder import details
from tests.policy.rules.stepfunctions.definitions import BEFORE, OWN, STOOD, fleets, functions, released_by


def test_finds_nothing_in_a_machine_that_releases_as_it_should() -> None:
    assert details(check, released_by(fleets())) == details(check, released_by(functions())) == []


@pytest.mark.parametrize(
    ("definition", "old", "new", "found"),
    [
        (
            functions(),
            '"ApplicationName"',
            '"AutoRollbackConfiguration": {"Enabled": false}, "ApplicationName"',
            ["Return::AutoRollbackConfiguration", "Shift::AutoRollbackConfiguration"],
        ),
        (
            functions(),
            '"ApplicationName"',
            '"DeploymentConfigName.$": "$.Pace", "ApplicationName"',
            ["Shift::DeploymentConfigName"],
        ),
        (fleets(), '"Default": "Deploy"', '"Default": "Deploy again"', ["Deploy again::OverrideAlarmConfiguration"]),
        (fleets(), STOOD, BEFORE[3:-3], ["Deploy again::OverrideAlarmConfiguration"]),
        (fleets(), " and $next != ' '", "", ["Deploy again::OverrideAlarmConfiguration"]),
        (fleets(), '"SUCCEEDED"', '"FAILED"', ["Deploy again::OverrideAlarmConfiguration"]),
        (fleets(), OWN, f"{OWN}s", ["Deploy again::OverrideAlarmConfiguration"]),
        (
            fleets(),
            "$states.result.Input",
            "$states.context.Execution.Input",
            ["Deploy again::OverrideAlarmConfiguration"],
        ),
        (fleets(), '"{% $former %}"', '["arn:another"]', ["Deploy again::OverrideAlarmConfiguration"]),
        (
            fleets(),
            '"Assign": {"given"',
            '"Assign": {"released": "{% [$states.input.Key] %}", "given"',
            ["Deploy again::OverrideAlarmConfiguration"],
        ),
        (
            functions(),
            '"Default": "Former"',
            '"Default": "Return"',
            ["Return::DeploymentConfigName", "Return::OverrideAlarmConfiguration"],
        ),
        (
            functions(),
            '"OverrideAlarmConfiguration"',
            '"AutoRollbackConfiguration"',
            ["Return::AutoRollbackConfiguration"],
        ),
    ],
)
def test_finds(definition: dict[str, Any], old: str, new: str, found: list[str]) -> None:
    written = json.dumps(definition)
    assert old in written
    assert details(check, released_by(json.loads(written.replace(old, new)))) == found
