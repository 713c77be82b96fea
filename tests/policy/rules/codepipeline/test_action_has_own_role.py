import pytest

from policy.rules.codepipeline.action_has_own_role import check
from tests.policy.rules.codepipeline.pipelines import GOOD, found


def test_each_its_own() -> None:
    assert found(check) == []


@pytest.mark.parametrize("role", [None, GOOD["RoleArn"]])
def test_an_action_with_the_role_of_the_pipeline(role: object) -> None:
    assert found(check, ("prod/Release", "RoleArn", role)) == ["prod/Release RoleArn"]


def test_an_approval_needs_none() -> None:
    assert found(check, ("prod/Approve", "RoleArn", None)) == []
    assert found(check, ("prod/Approve", "RoleArn", GOOD["RoleArn"])) == ["prod/Approve RoleArn"]


def test_a_pipeline_without_a_role() -> None:
    assert found(check, ("", "RoleArn", None)) == ["RoleArn"]
