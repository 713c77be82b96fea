import pytest

from policy.rules.codepipeline.pipeline_is_v2 import check
from tests.policy.rules.codepipeline.pipelines import found


def test_v2() -> None:
    assert found(check) == []


@pytest.mark.parametrize("kind", [None, "V1"])
def test_v1_by_name_or_by_default(kind: str | None) -> None:
    assert found(check, ("", "PipelineType", kind)) == ["PipelineType"]
