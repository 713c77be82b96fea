import pytest

from policy.rules.codepipeline.environment_changes_by_change_set import check
from tests.policy.rules.codepipeline.pipelines import found


def test_by_change_set() -> None:
    assert found(check) == []


@pytest.mark.parametrize("mode", ["CREATE_UPDATE", "REPLACE_ON_FAILURE", "DELETE_ONLY"])
def test_at_once(mode: str) -> None:
    assert found(check, ("prod/Prepare", "Configuration.ActionMode", mode)) == [f"prod/Prepare ActionMode {mode}"]
