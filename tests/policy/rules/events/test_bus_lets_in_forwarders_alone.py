from typing import Any

import pytest

from policy.rules.events.bus_lets_in_forwarders_alone import check
from tests.policy.rules.builder import details
from tests.policy.rules.events.forwarding import LETS_IN, PLACE, ROLE_ARN, forwarded

OTHER_ROLE = f"arn:aws:iam::{PLACE}:role/other"


def found(*statements: Any) -> list[str]:
    return details(check, forwarded(Bus={"Policy": {"Statement": list(statements)}}))


def test_it_does() -> None:
    assert found(LETS_IN) == []


def test_what_is_denied_lets_nobody_in() -> None:
    assert found(LETS_IN, {**LETS_IN, "Effect": "Deny", "Principal": "*"}) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"Principal": "*"},
        {"Principal": {"AWS": "*"}},
        {"Principal": {"Service": "events.amazonaws.com"}},
        {"Principal": {"AWS": ROLE_ARN}},
        {"Action": "events:*"},
        {"Action": ["events:PutEvents", "events:PutRule"]},
    ],
)
def test_others_are_let_in(wrong: dict[str, Any]) -> None:
    assert found({**LETS_IN, **wrong}) == ["Tell lets others in"]


def test_without_a_condition_the_whole_account_is() -> None:
    assert found({**LETS_IN, "Condition": {}}) == ["Tell lets others in", f"{ROLE_ARN} is not let in"]


def test_another_role_is_let_in() -> None:
    condition = {"ArnEquals": {"aws:PrincipalArn": [ROLE_ARN, OTHER_ROLE]}}
    assert found({**LETS_IN, "Condition": condition}) == [f"{OTHER_ROLE} forwards nothing"]


def test_who_forwards_is_not_let_in() -> None:
    assert found() == [f"{ROLE_ARN} is not let in"]
