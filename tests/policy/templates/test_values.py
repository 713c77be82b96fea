from typing import Any

import pytest

from policy.templates.values import at, fields, is_false, is_true, number


def test_a_path() -> None:
    assert at({"a": {"b": 1}}, "a.b") == 1
    assert at({"a": {"b": {"Ref": "AWS::NoValue"}}}, "a.b") is None
    assert at({"a": {"Ref": "AWS::NoValue"}}, "a.b") is None
    assert at({"a": [1]}, "a.b") is None


@pytest.mark.parametrize(
    ("value", "true", "false"),
    [
        (True, True, False),
        ("true", True, False),
        (False, False, True),
        ("False", False, True),
        (None, False, False),
        (0, False, False),
        ({"Ref": "Asked"}, False, False),
    ],
)
def test_what_is_said_to_be_true_or_false(value: Any, true: bool, false: bool) -> None:
    assert (is_true(value), is_false(value)) == (true, false)


@pytest.mark.parametrize(("value", "found"), [(80, 80), ("80", 80), ("-1", -1), (True, None), ({"Ref": "Port"}, None)])
def test_numbers(value: Any, found: int | None) -> None:
    assert number(value) == found


@pytest.mark.parametrize("value", [None, "a", {"Ref": "A"}, {"Fn::If": ["A", {"b": 1}, {"b": 2}]}])
def test_what_has_no_fields(value: Any) -> None:
    assert fields(value) == {}
