import pytest

from policy.rules.codepipeline.release_follows_infrastructure import check
from tests.policy.rules.codepipeline.pipelines import found, without


def test_the_release_is_last() -> None:
    assert found(check) == []
    assert found(check, without("prod", "Release")) == []


@pytest.mark.parametrize("order", [1, 2, 3])
def test_too_early(order: int) -> None:
    assert found(check, ("prod/Release", "RunOrder", order)) == [f"prod/Release RunOrder {order}"]


def test_the_changes_of_another_region_do_not_count() -> None:
    elsewhere = ("prod/Release", "Region", "eu-west-1")
    assert found(check, elsewhere) == ["prod/Release RunOrder 4"]
