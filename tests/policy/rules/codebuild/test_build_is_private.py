from typing import Any

import pytest

from policy.rules.codebuild.build_is_private import check
from tests.policy.rules.builder import details
from tests.policy.rules.codebuild.projects import project


@pytest.mark.parametrize("changes", [{}, {"Visibility": "PRIVATE"}])
def test_a_private_build(changes: dict[str, Any]) -> None:
    assert details(check, project(**changes)) == []


@pytest.mark.parametrize(
    ("changes", "detail"),
    [({"Visibility": "PUBLIC_READ"}, "Visibility"), ({"ResourceAccessRole": "arn"}, "ResourceAccessRole")],
)
def test_a_build_for_everybody(changes: dict[str, Any], detail: str) -> None:
    assert details(check, project(**changes)) == [detail]
