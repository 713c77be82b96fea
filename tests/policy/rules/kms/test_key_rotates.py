from typing import Any

import pytest

from policy.rules.kms.key_rotates import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import key


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({}, ["EnableKeyRotation"]),
        ({"EnableKeyRotation": False}, ["EnableKeyRotation"]),
        ({"EnableKeyRotation": {"Ref": "Rotate"}}, ["EnableKeyRotation"]),
        ({"EnableKeyRotation": True, "RotationPeriodInDays": 2560}, ["RotationPeriodInDays::2560"]),
        ({"EnableKeyRotation": True}, []),
        ({"EnableKeyRotation": True, "RotationPeriodInDays": 90}, []),
        ({"KeySpec": "RSA_2048"}, []),
    ],
    ids=str,
)
def test_a_symmetric_key_is_rotated_each_year(properties: dict[str, Any], expected: list[str]) -> None:
    assert details(check, assembly_of(key(**properties))) == expected
