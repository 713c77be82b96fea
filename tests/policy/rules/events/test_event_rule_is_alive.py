from typing import Any

import pytest

from policy.rules.events.event_rule_is_alive import check
from tests.policy.rules.builder import details
from tests.policy.rules.events.rules import TARGET, rule

TO_TOPIC = {"Id": "Target0", "Arn": {"Ref": "Topic"}}


@pytest.mark.parametrize("changes", [{}, {"State": "ENABLED"}, {"Targets": [TO_TOPIC]}])
def test_it_is(changes: dict[str, Any]) -> None:
    assert details(check, rule(**changes)) == []


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"State": "DISABLED"}, "State DISABLED"),
        ({"Targets": []}, "Targets"),
        ({"Targets": [{**TARGET, "RoleArn": {"Ref": "AWS::NoValue"}}]}, "Target Target0 RoleArn"),
    ],
)
def test_it_is_not(changes: dict[str, Any], detail: str) -> None:
    assert details(check, rule(**changes)) == [detail]
