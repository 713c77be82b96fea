import pytest

from policy.rules.codepipeline.pipeline_updates_itself import check
from tests.policy.rules.codepipeline.pipelines import found, stages

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
