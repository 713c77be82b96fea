import pytest

from policy.rules.codepipeline.change_set_is_executed import check
from tests.policy.rules.codepipeline.pipelines import Change, found, without

BOTH = ["prod/Execute is not prepared", "prod/Prepare is not executed"]


def test_prepared_and_executed() -> None:
    assert found(check) == []


@pytest.mark.parametrize(
    "change",
    [
        ("prod/Execute", "Configuration.ChangeSetName", "other"),
        ("prod/Execute", "Configuration.StackName", "app-dev"),
        ("prod/Execute", "RoleArn", "other"),
        ("prod/Execute", "RunOrder", 1),
    ],
)
def test_two_that_do_not_belong_together(change: Change) -> None:
    assert found(check, change) == BOTH


def test_one_alone() -> None:
    assert found(check, without("prod", "Prepare")) == BOTH[:1]
    assert found(check, without("prod", "Execute")) == BOTH[1:]
