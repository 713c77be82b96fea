from typing import Any

import pytest

from policy.rules.codedeploy.deployment_rolls_back import EVENTS, check
from tests.policy.rules.builder import details
from tests.policy.rules.codedeploy.groups import group


def test_on_all_events() -> None:
    assert details(check, group()) == []


@pytest.mark.parametrize("event", EVENTS)
def test_not_on_all(event: str) -> None:
    others = [other for other in EVENTS if other != event]
    assert details(check, group(AutoRollbackConfiguration={"Enabled": True, "Events": others})) == [event]


@pytest.mark.parametrize("rollback", [None, {"Enabled": False, "Events": list(EVENTS)}, {"Enabled": True}])
def test_not_at_all(rollback: Any) -> None:
    assert details(check, group(AutoRollbackConfiguration=rollback)) == sorted(EVENTS)
