from typing import Any

import pytest

from policy.rules.cloudtrail.trail_records_every_call import check
from tests.policy.rules.builder import details
from tests.policy.rules.cloudtrail.trail import assembly

WHOLE = {"ReadWriteType": "All", "IncludeManagementEvents": True}


def test_a_trail_that_records_everything() -> None:
    assert details(check, assembly({})) == []


@pytest.mark.parametrize("flag", ["IncludeGlobalServiceEvents", "IsLogging", "IsMultiRegionTrail"])
@pytest.mark.parametrize("value", [None, False])
def test_a_trail_that_is_off_or_looks_elsewhere(flag: str, value: Any) -> None:
    assert details(check, assembly({flag: value})) == [flag]


@pytest.mark.parametrize(
    "selectors",
    [
        None,
        [{**WHOLE, "ReadWriteType": "WriteOnly"}],
        [{**WHOLE, "IncludeManagementEvents": False}],
        [{**WHOLE, "ExcludeManagementEventSources": ["kms.amazonaws.com"]}],
    ],
)
def test_events_that_are_left_out(selectors: Any) -> None:
    assert details(check, assembly({"EventSelectors": selectors})) == ["EventSelectors"]


def test_selectors_of_another_kind_leave_out_what_they_do_not_name() -> None:
    assert details(check, assembly({"AdvancedEventSelectors": [{"FieldSelectors": []}]})) == ["EventSelectors"]
