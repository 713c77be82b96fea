from typing import Any

import pytest

from policy.rules.codepipeline.project_is_of_one_action import check
from tests.policy.rules.codepipeline.pipelines import action, found

PROJECT = {"Type": "AWS::CodeBuild::Project", "Properties": {"Name": "app-build"}}


def builds(*projects: Any) -> Any:
    settings = ({"ProjectName": project} for project in projects)
    actions = [action(f"Run{n}", "Build", "CodeBuild", Configuration=one) for n, one in enumerate(settings, start=1)]
    return ("Build", "Actions", actions)


def test_a_project_for_each() -> None:
    assert found(check, builds("app-build", "app-synthesis")) == []


@pytest.mark.parametrize("second", [{"Ref": "Project"}, "app-build"])
def test_two_run_one(second: Any) -> None:
    name = "${Project}" if isinstance(second, dict) else second
    expected = ["Build/Run1 ProjectName ${Project}", f"Build/Run2 ProjectName {name}"]
    assert found(check, builds({"Ref": "Project"}, second), Project=PROJECT) == expected


def test_a_project_from_elsewhere() -> None:
    assert found(check, builds("theirs", "theirs")) == [
        "Build/Run1 ProjectName theirs",
        "Build/Run2 ProjectName theirs",
    ]
