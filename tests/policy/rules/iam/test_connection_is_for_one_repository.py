from typing import Any

import pytest

from policy.rules.iam.connection_is_for_one_repository import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import identity

USE = "codeconnections:UseConnection"


def found(condition: dict[str, Any]) -> list[str]:
    return details(
        check, assembly_of(identity({"Sid": "S", "Action": USE, "Resource": "arn:x", "Condition": condition}))
    )


@pytest.mark.parametrize("operator", ["StringEquals", "StringEqualsIfExists"])
def test_one_repository_passes(operator: str) -> None:
    assert found({operator: {"codeconnections:FullRepositoryId": "example/webapp"}}) == []


@pytest.mark.parametrize(
    "condition",
    [
        {},
        {"StringLike": {"codeconnections:FullRepositoryId": "example/*"}},
        {"StringEquals": {"codestar-connections:FullRepositoryId": "example/webapp"}},  # the other service's key
    ],
    ids=str,
)
def test_any_repository_is_found(condition: dict[str, Any]) -> None:
    assert found(condition) == [f"S::{USE}"]
