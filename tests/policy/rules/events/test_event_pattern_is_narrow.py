from typing import Any

import pytest

from policy.rules.events.event_pattern_is_narrow import check
from tests.policy.rules.builder import details
from tests.policy.rules.events.rules import PATTERN, rule

NO_RESOURCES = {key: value for key, value in PATTERN.items() if key != "resources"}


def test_what_it_hears_is_named() -> None:
    assert details(check, rule()) == []
    assert details(check, rule(EventPattern={**NO_RESOURCES, "detail": {"state": ["FAILED"]}})) == []
    assert details(check, rule(EventPattern=NO_RESOURCES, Targets=[{"Arn": "arn:aws:sns:r:a:topic"}])) == []
    assert details(check, rule(EventPattern={"Ref": "AWS::NoValue"}, ScheduleExpression="rate(1 day)")) == []


@pytest.mark.parametrize("key", ["source", "detail-type"])
@pytest.mark.parametrize("values", [[], [{"prefix": ""}], [{"anything-but": ["x"]}], {"Ref": "AWS::NoValue"}])
def test_it_hears_too_much(key: str, values: Any) -> None:
    assert details(check, rule(EventPattern={**PATTERN, key: values})) == [f"EventPattern.{key}"]


def test_any_repository_starts_the_pipeline() -> None:
    assert details(check, rule(EventPattern=NO_RESOURCES)) == ["EventPattern.detail"]
