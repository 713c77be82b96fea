from typing import Any

import pytest

from policy.rules.events.pipeline_tells_of_itself import check
from tests.policy.rules.builder import details
from tests.policy.rules.codepipeline.pipelines import pipeline, stages
from tests.policy.rules.events.telling import GOOD, told

SAYS = {
    "Build": "a build fails",
    "Release": "a deployment fails",
    "Execution": "an execution fails",
    "Rollback": "a stage is rolled back",
    "Stale": "it is stale",
}


def test_it_does() -> None:
    assert details(check, told()) == []


@pytest.mark.parametrize(("name", "what"), SAYS.items())
@pytest.mark.parametrize("changes", [None, {"State": "DISABLED"}, {"Targets": [{"Arn": "arn:aws:sns:r:a:topic"}]}])
def test_nobody_is_told(name: str, what: str, changes: Any) -> None:
    assert details(check, told(**{name: changes})) == [f"nobody is told that {what}"]


def test_of_another_pipeline() -> None:
    pattern = GOOD["Execution"]["Properties"]["EventPattern"]
    other = {**pattern, "detail": {**pattern["detail"], "pipeline": ["other"]}}
    assert details(check, told(Execution={"EventPattern": other})) == ["nobody is told that an execution fails"]


def test_not_every_day() -> None:
    assert details(check, told(Stale={"ScheduleExpression": "rate(365 days)"})) == ["nobody is told that it is stale"]


def test_one_that_delivers_nothing_is_not_asked_for() -> None:
    rules = {name: rule for name, rule in GOOD.items() if name != "Stale"}
    assert details(check, pipeline(**rules)) == [f"nobody is told that {SAYS['Stale']}"]
    assert details(check, pipeline(stages("Source", "Build"), **rules)) == []
