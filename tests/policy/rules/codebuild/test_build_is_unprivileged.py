from typing import Any

import pytest

from policy.rules.codebuild.build_is_unprivileged import check
from tests.policy.rules.builder import details
from tests.policy.rules.codebuild.projects import project


@pytest.mark.parametrize("environment", [{}, {"PrivilegedMode": False}, {"PrivilegedMode": "false"}])
def test_an_ordinary_build(environment: Any) -> None:
    assert details(check, project(Environment=environment)) == []


@pytest.mark.parametrize("privileged", [True, "true", {"Ref": "Privileged"}])
def test_a_build_that_is_root_or_may_be(privileged: Any) -> None:
    assert details(check, project(Environment={"PrivilegedMode": privileged})) == ["PrivilegedMode"]
