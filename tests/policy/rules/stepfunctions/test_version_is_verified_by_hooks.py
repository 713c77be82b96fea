import json
from typing import Any

import pytest

from policy.rules.stepfunctions.version_is_verified_by_hooks import check
from tests.policy.rules.builder import details
from tests.policy.rules.stepfunctions.definitions import functions, released_by


def _of_both(*wrong: str) -> list[str]:
    return [f"{deployment}::{each}" for deployment in ("Return", "Shift") for each in wrong]


def test_finds_nothing_in_a_machine_that_releases_as_it_should() -> None:
    assert details(check, released_by(functions())) == []


@pytest.mark.parametrize(
    ("definition", "old", "new", "found"),
    [
        (functions(), '{"BeforeAllowTraffic": "verify-version"}, ', "", _of_both("BeforeAllowTraffic")),
        (
            functions(),
            '"AfterAllowTraffic": "verify-alias"',
            '"AfterAllowTraffic": "anything"',
            _of_both("AfterAllowTraffic"),
        ),
        (functions(), "verify-alias", "verify-version", _of_both("AfterAllowTraffic", "BeforeAllowTraffic")),
        (functions(), '"TargetVersion.$": "$.Publish.Version"', '"TargetVersion": "1"', _of_both("TargetVersion")),
        (
            functions(),
            "$.Say.AppSpec",
            "$.AppSpec",
            _of_both("AfterAllowTraffic", "BeforeAllowTraffic", "TargetVersion"),
        ),
    ],
)
def test_finds(definition: dict[str, Any], old: str, new: str, found: list[str]) -> None:
    written = json.dumps(definition)
    assert old in written
    assert details(check, released_by(json.loads(written.replace(old, new)))) == found
