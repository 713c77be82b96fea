from typing import Any

import pytest

from policy.rules.codepipeline.production_needs_approval import check
from tests.policy.rules.codepipeline.pipelines import found, stages, without


def followed(name: str, actions: Any) -> Any:
    """The environment, and another behind it."""
    *earlier, prod = stages("Source", "Build", "Update", "prod")[2]
    return ("", "Stages", [*earlier, {"Name": name, "Actions": actions}, {**prod, "Name": "later"}])


def test_it_asks() -> None:
    assert found(check, followed("prod", stages("prod")[2][0]["Actions"])) == []


@pytest.mark.parametrize("name", ["prod", "production", "Production"])
def test_it_asks_nobody(name: str) -> None:
    assert found(check, followed(name, without("prod", "Approve")[2])) == [name]


def test_another_environment_need_not() -> None:
    assert found(check, followed("staging", without("prod", "Approve")[2])) == []


def test_the_last_is_looked_at_by_another_rule() -> None:
    assert found(check, without("prod", "Approve")) == []
