from policy.rules.codepipeline.pipeline_has_one_source import check
from tests.policy.rules.codepipeline.pipelines import action, found, stages


def test_one_is_enough() -> None:
    assert found(check) == []


def test_a_second_one_is_found_where_something_is_deployed() -> None:
    both = [action("Source", "Source", "CodeCommit"), action("Tools", "Source", "S3")]
    assert found(check, ("Source", "Actions", both)) == ["Source/Tools a second source"]
    assert found(check, stages("Source", "Build"), ("Source", "Actions", both)) == []
