import json
from typing import Any

import pytest

from policy.rules.stepfunctions.release_brings_what_its_input_names import check
from tests.policy.rules.builder import details
from tests.policy.rules.stepfunctions.definitions import fleets, functions, released_by


def test_finds_nothing_in_a_machine_that_releases_as_it_should() -> None:
    assert details(check, released_by(fleets())) == details(check, released_by(functions())) == []


@pytest.mark.parametrize(
    ("definition", "old", "new", "found"),
    [
        (functions(), '"S3Bucket.$": "$.Bucket"', '"S3Bucket": "another"', ["Code::Code"]),
        (functions(), '"S3Key.$": "$.Key"', '"S3Key.$": "$.Other"', ["Code::Code"]),
        (functions(), '"S3Key.$"', '"ImageUri": "x", "S3Key.$"', ["Code::Code"]),
        (functions(), '"CodeSha256.$": "$.Code.CodeSha256"', "", ["CodeSha256::Publish"]),
        (fleets(), "$given.Key", "$other", ["Revision::Deploy", "Revision::Deploy again"]),
        (
            fleets(),
            '"{% $states.input %}", "returns"',
            '"{% {} %}", "returns"',
            ["Revision::Deploy", "Revision::Deploy again"],
        ),
    ],
)
def test_finds(definition: dict[str, Any], old: str, new: str, found: list[str]) -> None:
    written = json.dumps(definition)
    assert old in written
    assert details(check, released_by(json.loads(written.replace(old, new)))) == found
