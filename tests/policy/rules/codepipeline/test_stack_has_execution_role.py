import pytest

from policy.rules.codepipeline.stack_has_execution_role import check
from tests.policy.rules.codepipeline.pipelines import DEPLOY_ROLE, found


def test_each_stack_has_one() -> None:
    assert found(check) == []


@pytest.mark.parametrize("role", [None, DEPLOY_ROLE])
def test_none_or_that_of_the_action(role: str | None) -> None:
    assert found(check, ("prod/Prepare", "Configuration.RoleArn", role)) == ["prod/Prepare Configuration.RoleArn"]


def test_the_pipelines_own_stack_too() -> None:
    assert found(check, ("Update/Update", "Configuration.RoleArn", None)) == ["Update/Update Configuration.RoleArn"]
