from typing import Any

import pytest

from policy.rules.events.event_target_is_declared import check
from tests.policy.rules.builder import details
from tests.policy.rules.events.telling import told


def test_it_is() -> None:
    assert details(check, told()) == []


@pytest.mark.parametrize(
    ("arn", "said"),
    [
        ("arn:aws:states:eu-central-1:111111111111:stateMachine:other",) * 2,
        ({"Ref": "Elsewhere"}, "${Elsewhere}"),
    ],
)
def test_it_is_not(arn: Any, said: str) -> None:
    target = {"Id": "Target0", "Arn": arn}
    assert details(check, told(Build={"Targets": [target]})) == [f"Target {said}"]
