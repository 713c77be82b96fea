from typing import Any

import pytest

from policy.rules.codebuild.build_ends import check
from tests.policy.rules.builder import details
from tests.policy.rules.codebuild.projects import project


@pytest.mark.parametrize("minutes", [5, 480, "60"])
def test_a_build_that_ends(minutes: Any) -> None:
    assert details(check, project(TimeoutInMinutes=minutes)) == []


@pytest.mark.parametrize("minutes", [None, 481, 2160])
def test_a_build_that_may_hang(minutes: Any) -> None:
    assert details(check, project(TimeoutInMinutes=minutes)) == [f"TimeoutInMinutes {minutes}"]
