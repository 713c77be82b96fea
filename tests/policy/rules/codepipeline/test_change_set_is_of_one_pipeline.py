from copy import deepcopy
from typing import Any

from policy.rules.codepipeline.change_set_is_of_one_pipeline import check
from tests.policy.rules.codepipeline.pipelines import GOOD, found

PREPARE = ("prod/Prepare", "Configuration.ChangeSetName", "other")


def another() -> dict[str, Any]:
    return {"Type": "AWS::CodePipeline::Pipeline", "Properties": {**deepcopy(GOOD), "Name": "app-develop"}}


def test_one_pipeline_and_two_names() -> None:
    assert found(check) == []
    assert found(check, PREPARE, Other=another()) == []


def test_one_name_in_two_pipelines() -> None:
    assert found(check, Other=another()) == ["prod/Prepare ChangeSetName changes"] * 2
