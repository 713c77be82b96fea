from typing import Any

import pytest

from policy.rules.iam.role_is_passed_to_one_service import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import identity

TO_TASKS = {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}


def found(condition: dict[str, Any], calls: str) -> list[str]:
    passing = {"Sid": "Pass", "Action": ["iam:passrole"], "Resource": "arn:x", "Condition": condition}
    return details(check, assembly_of(identity(passing, {"Action": calls, "Resource": "arn:y"})))


def test_one_service_that_is_called_passes() -> None:
    assert found(TO_TASKS, "ecs:RegisterTaskDefinition") == []


def test_a_service_that_is_not_called_is_found() -> None:
    assert found(TO_TASKS, "s3:GetObject") == ["Pass::iam:PassedToService::ecs-tasks.amazonaws.com is not called"]


@pytest.mark.parametrize(
    "condition",
    [
        {},
        {"StringLike": {"iam:PassedToService": "*"}},
        {"StringEqualsIfExists": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
        {"ForAllValues:StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
        {"StringEquals": {"iam:PassedToService": ["ecs-tasks.amazonaws.com", "ecs.amazonaws.com"]}},
    ],
    ids=str,
)
def test_any_service_or_several_are_found(condition: dict[str, Any]) -> None:
    assert found(condition, "ecs:RegisterTaskDefinition") == ["Pass::iam:PassedToService"]
