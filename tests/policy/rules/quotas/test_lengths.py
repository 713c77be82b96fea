from typing import Any

import pytest

from policy.rules.quotas._lengths import UNKNOWN, document_length, length

REF = {"Ref": "Key"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("abc", 3),
        (True, 4),
        (REF, UNKNOWN),
        ({"Fn::Join": ["-", ["ab", REF, "c"]]}, UNKNOWN + 5),
        ({"Fn::Sub": "a${Key}"}, UNKNOWN + 7),
    ],
)
def test_of_a_value(value: Any, expected: int) -> None:
    assert length(value) == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [({"a": ["b", "c"]}, len('{"a":["b","c"]}')), ({"a": REF}, len('{"a":""}') + UNKNOWN), ({}, 2), ([1, True], 8)],
)
def test_of_a_document_without_white_space(document: Any, expected: int) -> None:
    assert document_length(document) == expected
