from typing import Any

import pytest

from policy.references import all_referred, referred


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"Ref": "A"}, "A"),
        ({"Fn::GetAtt": ["A", "Arn"]}, "A"),
        ({"Fn::GetAtt": "A.Arn"}, "A"),
        ({"Fn::Sub": "${A.Arn}"}, "A"),
        ({"Fn::Sub": "${A}/*"}, ""),
        ("A", ""),
        (None, ""),
    ],
)
def test_what_the_whole_value_names(value: Any, name: str) -> None:
    assert referred(value) == name


def test_what_is_named_anywhere_within() -> None:
    joined = {"Fn::Join": ["", ["arn:", {"Ref": "A"}, {"Fn::GetAtt": ["B", "Name"]}]]}
    with_own_names = {"Fn::Sub": ["${C}${own}", {"own": {"Ref": "D"}}]}
    assert all_referred([joined, with_own_names, {"Fn::Sub": "${E.Arn}/${F}"}]) == set("ABCDEF")
