from typing import Any

import pytest

from policy.rules.messaging.filter_lets_the_last_resort_through import check
from tests.policy.rules.builder import details
from tests.policy.rules.events.forwarding import forwarded

GOOD = {"AlarmName": ["app-prod-untold"]}


def test_it_does() -> None:
    assert details(check, forwarded()) == []


def test_without_a_filter_everything_is_heard() -> None:
    assert details(check, forwarded(Mail={"FilterPolicy": None})) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"FilterPolicy": {"AlarmName": ["other"]}},
        {"FilterPolicy": {"AlarmName": [{"anything-but": "other"}]}},
        {"FilterPolicy": {**GOOD, "Region": ["EU (Frankfurt)"]}},
        {"FilterPolicyScope": "MessageAttributes"},
        {"FilterPolicyScope": None},
    ],
)
def test_it_does_not(wrong: dict[str, Any]) -> None:
    assert len(details(check, forwarded(Mail=wrong))) == 1


def test_there_is_nothing_to_let_through() -> None:
    assert len(details(check, forwarded(Untold=None))) == 1
