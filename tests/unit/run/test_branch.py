"""BRANCH=: which pipeline a push starts, and whom it delivers to."""

from pathlib import Path

import pytest

import config
from config import names
from rehearsal.run.branch import NoPipelineError, called, chosen

EXAMPLE = Path(__file__).parents[3] / "examples" / "branches" / "pipeline.yml"


@pytest.fixture(scope="module")
def pipelines() -> config.Pipeline:
    return config.load(EXAMPLE)


@pytest.mark.parametrize(
    ("wanted", "branch", "pipeline", "environments"),
    [
        (None, "main", "webapp", ["dev", "staging", "production"]),
        ("develop", "develop", "webapp-develop", ["dev"]),
        ("release/1.2", "release/1.2", "webapp-release", ["staging"]),
    ],
)
def test_a_branch_and_its_pipeline(
    pipelines: config.Pipeline, wanted: str | None, branch: str, pipeline: str, environments: list[str]
) -> None:
    found = chosen(pipelines, wanted)
    assert (found.name, names.pipeline_name(found.pipeline)) == (branch, pipeline)
    assert [each.name for each in found.pipeline.environments] == environments
    assert called(pipelines, pipeline) == found.pipeline


@pytest.mark.parametrize("wanted", ["feature/x", "release", "release/1/2"])
def test_a_branch_that_starts_nothing_is_refused(pipelines: config.Pipeline, wanted: str) -> None:
    with pytest.raises(NoPipelineError, match=f"BRANCH={wanted}: no pipeline .* there are: main, develop, release/"):
        chosen(pipelines, wanted)


@pytest.mark.parametrize(("wanted", "branch"), [(None, "proposal"), ("feature/x", "feature/x")])
def test_a_pull_request_is_of_a_branch_and_starts_its_own_pipeline(
    pipelines: config.Pipeline, wanted: str | None, branch: str
) -> None:
    found = chosen(pipelines, wanted, "main")
    assert (found.name, found.target) == (branch, "main")
    assert names.pipeline_name(found.pipeline) == "webapp-review"
    assert found.pipeline.environments == ()
    assert found.push_options == ["-o", "merge_request.create", "-o", "merge_request.target=main"]
    assert chosen(pipelines, "develop").push_options == []


def test_a_pull_request_that_starts_nothing_is_refused(pipelines: config.Pipeline) -> None:
    with pytest.raises(NoPipelineError, match=r"PULL_REQUEST=develop: no pipeline .* there are: main$"):
        chosen(pipelines, None, "develop")
