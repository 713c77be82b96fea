from policy.rules.codepipeline.every_stack_has_its_stage import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of
from tests.policy.rules.codepipeline.pipelines import found, pipeline, stages


def test_each_is_deployed() -> None:
    assert found(check) == []


def test_one_that_is_left_out_is_found() -> None:
    more = Assembly((*pipeline().stacks, stack_of({}, "test", "app-test")))
    assert details(check, more) == ["no stage deploys app-test"]


def test_a_pipeline_that_deploys_nothing_leaves_nothing_out() -> None:
    assert found(check, stages("Source", "Build")) == []
