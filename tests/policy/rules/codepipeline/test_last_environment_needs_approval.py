import pytest

from policy.rules.codepipeline.last_environment_needs_approval import check
from tests.policy.rules.codepipeline.pipelines import found, stages, without


def test_between_preparation_and_execution() -> None:
    assert found(check) == []


def test_what_deploys_nothing_needs_none() -> None:
    assert found(check, stages("Source", "Build", "Update")) == []


def test_nobody_is_asked() -> None:
    assert found(check, without("prod", "Approve")) == ["prod"]


@pytest.mark.parametrize("order", [1, 3, 4, 5])
def test_too_early_or_too_late(order: int) -> None:
    assert found(check, ("prod/Approve", "RunOrder", order)) == ["prod"]


def test_an_earlier_environments_approval_does_not_count() -> None:
    """The good stage is followed by one like it that asks nobody."""
    *earlier, prod = stages("Source", "Build", "Update", "prod")[2]
    later = {"Name": "later", "Actions": without("prod", "Approve")[2]}
    assert found(check, ("", "Stages", [*earlier, prod, later])) == ["later"]
