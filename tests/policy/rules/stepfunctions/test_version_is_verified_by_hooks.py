import json
from typing import Any

import pytest

from policy.rules.stepfunctions.version_is_verified_by_hooks import check
from tests.policy.rules.builder import details
from tests.policy.rules.stepfunctions.definitions import functions, released_by


def test_finds_nothing_in_a_machine_that_releases_as_it_should() -> None:
    assert details(check, released_by(functions())) == []


@pytest.mark.parametrize(
    ("definition", "old", "new", "found"),
    [
        (functions(), '{"BeforeAllowTraffic": "verify-version"}, ', "", ["Shift::BeforeAllowTraffic"]),
        (
            functions(),
            '"AfterAllowTraffic": "verify-alias"',
            '"AfterAllowTraffic": "anything"',
            ["Shift::AfterAllowTraffic"],
        ),
        (functions(), "verify-alias", "verify-version", ["Shift::AfterAllowTraffic", "Shift::BeforeAllowTraffic"]),
        (functions(), '"TargetVersion.$": "$.Publish.Version"', '"TargetVersion": "1"', ["Shift::TargetVersion"]),
        (
            functions(),
            "$.Say.AppSpec",
            "$.AppSpec",
            ["Shift::AfterAllowTraffic", "Shift::BeforeAllowTraffic", "Shift::TargetVersion"],
        ),
    ],
)
def test_finds(definition: dict[str, Any], old: str, new: str, found: list[str]) -> None:
    written = json.dumps(definition)
    assert old in written
    assert details(check, released_by(json.loads(written.replace(old, new)))) == found
