from typing import Any

import pytest

from policy.rules.quotas.triggers_are_few_and_short import check
from tests.policy.rules.codepipeline.pipelines import found


def trigger(**git: Any) -> dict[str, Any]:
    return {"GitConfiguration": {"SourceActionName": "Source", **git}}


def branches(*globs: str) -> dict[str, Any]:
    return {"Branches": {"Includes": list(globs)}}


EIGHT = branches(*"abcdefgh")


def test_up_to_the_limits() -> None:
    assert found(check) == []
    assert found(check, ("", "Triggers", None)) == []
    assert found(check, ("", "Triggers", [trigger(Push=[EIGHT] * 3, PullRequest=[EIGHT] * 3)] * 50)) == []
    assert found(check, ("", "Triggers", [trigger(Push=[branches("x" * 255)])])) == []


@pytest.mark.parametrize(
    ("triggers", "said"),
    [
        ([trigger(Push=[EIGHT])] * 51, "51 triggers; CodePipeline takes 50"),
        ([trigger(Push=[EIGHT] * 4)], "4 filters of Push; CodePipeline takes 3"),
        ([trigger(PullRequest=[EIGHT] * 4)], "4 filters of PullRequest; CodePipeline takes 3"),
        (
            [trigger(Push=[branches(*"abcdefghi")])],
            "9 globs in 0.GitConfiguration.Push.0.Branches.Includes; CodePipeline takes 8",
        ),
        (
            [trigger(Push=[branches("x" * 256)])],
            "256 characters of a glob in 0.GitConfiguration.Push.0.Branches.Includes; CodePipeline takes 255",
        ),
    ],
)
def test_beyond_them(triggers: list[Any], said: str) -> None:
    assert found(check, ("", "Triggers", triggers)) == [said]


def test_all_together() -> None:
    full = branches(*("x" * 250 for _ in range(8)))
    assert found(check, ("", "Triggers", [trigger(Push=[full] * 3)] * 40)) == [
        "248641 bytes of triggers; CodePipeline takes 204800"
    ]
