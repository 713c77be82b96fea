from typing import Any

from policy.rules.codepipeline.pull_request_changes_nothing import check
from tests.policy.rules.codepipeline.pipelines import action, found, stages

PULL_REQUEST = {"SourceActionName": "Source", "PullRequest": [{"Branches": {"Includes": ["main"]}}]}
ON_PULL_REQUESTS: Any = ("", "Triggers", [{"GitConfiguration": PULL_REQUEST}])


def test_it_is_built() -> None:
    assert found(check, stages("Source", "Build"), ON_PULL_REQUESTS) == []


def test_what_is_pushed_may_change_everything() -> None:
    assert found(check) == []


def test_an_update_of_the_pipelines() -> None:
    found_there = found(check, stages("Source", "Build", "Update"), ON_PULL_REQUESTS)
    assert found_there == ["Update/Update Deploy::CloudFormation"]


def test_images_and_invocations() -> None:
    others = [action("Image", "Build", "ECRBuildAndPublish"), action("Call", "Invoke", "StepFunctions")]
    assert found(check, stages("Source", "Build"), ("Build", "Actions", others), ON_PULL_REQUESTS) == [
        "Build/Call Invoke::StepFunctions",
        "Build/Image Build::ECRBuildAndPublish",
    ]
