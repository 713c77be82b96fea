from copy import deepcopy
from typing import Any

import pytest

from policy.rules.codepipeline.pipeline_updates_itself import check
from tests.policy.rules.codepipeline.pipelines import GOOD, found, stages

NONE = "no update of itself before the first environment"


def test_it_does() -> None:
    assert found(check) == []
    assert found(check, ("Update/Update", "Configuration.StackName", {"Ref": "AWS::StackName"})) == []


def test_what_deploys_nothing_need_not() -> None:
    assert found(check, stages("Source", "Build"), ("", "RestartExecutionOnUpdate", False)) == []


@pytest.mark.parametrize("order", [("Source", "Build", "prod"), ("Source", "Build", "prod", "Update")])
def test_never_or_too_late(order: tuple[str, ...]) -> None:
    assert found(check, stages(*order)) == [NONE]


def test_before_its_template_is_there() -> None:
    assert found(check, stages("Source", "Update", "Build", "prod")) == ["Update/Update TemplatePath"]


def test_a_template_of_the_source() -> None:
    path = ("Update/Update", "Configuration.TemplatePath", "Source::pipeline.json")
    assert found(check, path) == ["Update/Update TemplatePath"]


@pytest.mark.parametrize("restart", [None, False])
def test_the_old_pipeline_runs_on(restart: bool | None) -> None:
    assert found(check, ("", "RestartExecutionOnUpdate", restart)) == ["RestartExecutionOnUpdate"]


@pytest.mark.parametrize("mode", ["DELETE_ONLY", "REPLACE_ON_FAILURE"])
def test_no_update_deletes(mode: str) -> None:
    assert found(check, ("Update/Update", "Configuration.ActionMode", mode)) == [f"Update/Update ActionMode {mode}"]


def another(*stages_of_it: str) -> dict[str, Any]:
    """A second pipeline in the stack."""
    kept = [stage for stage in GOOD["Stages"] if stage["Name"] in stages_of_it]
    properties = {**deepcopy(GOOD), "Name": "app-develop", "Stages": deepcopy(kept), "RestartExecutionOnUpdate": False}
    return {"Type": "AWS::CodePipeline::Pipeline", "Properties": properties}


def test_of_several_pipelines_one_updates_the_stack() -> None:
    assert found(check, Other=another("Source", "Build", "prod")) == []
    both = found(check, Other=another("Source", "Build", "Update", "prod"))
    assert both == ["RestartExecutionOnUpdate", *["another pipeline updates the stack too"] * 2]
    assert found(check, stages("Source", "Build", "prod"), Other=another("Source", "Build", "prod")) == [
        "RestartExecutionOnUpdate",
        NONE,
        NONE,
    ]
