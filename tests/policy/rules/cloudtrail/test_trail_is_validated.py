from typing import Any

import pytest

from policy.rules.cloudtrail.trail_is_validated import check
from tests.policy.rules.builder import details
from tests.policy.rules.cloudtrail.trail import assembly


def test_a_trail_that_signs() -> None:
    assert details(check, assembly({})) == []


@pytest.mark.parametrize("value", [None, False, "maybe"])
def test_a_trail_that_does_not(value: Any) -> None:
    assert details(check, assembly({"EnableLogFileValidation": value})) == ["EnableLogFileValidation"]
