import pytest

from policy.rules.codepipeline.pipeline_runs_one_by_one import check
from tests.policy.rules.codepipeline.pipelines import found, stages


@pytest.mark.parametrize("mode", ["SUPERSEDED", "QUEUED"])
def test_one_by_one(mode: str) -> None:
    assert found(check) == []
    assert found(check, ("", "ExecutionMode", mode)) == []


def test_side_by_side() -> None:
    assert found(check, ("", "ExecutionMode", "PARALLEL")) == ["ExecutionMode PARALLEL"]


def test_side_by_side_without_a_deployment() -> None:
    assert found(check, stages("Source", "Build"), ("", "ExecutionMode", "PARALLEL")) == []
