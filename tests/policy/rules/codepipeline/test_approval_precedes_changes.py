import pytest

from policy.rules.codepipeline.approval_precedes_changes import check
from tests.policy.rules.codepipeline.pipelines import found, without


def test_in_between_or_not_at_all() -> None:
    assert found(check) == []
    assert found(check, without("prod", "Approve")) == []


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (1, ["prod/Approve before Prepare"]),
        (3, ["prod/Approve after Execute"]),
        (5, ["prod/Approve after Execute", "prod/Approve after Release"]),
    ],
)
def test_too_early_or_too_late(order: int, expected: list[str]) -> None:
    assert found(check, ("prod/Approve", "RunOrder", order)) == expected
