"""`paused` in pipeline.yml closes the way into environments, and never the way to what opens it again."""

from pathlib import Path
from typing import Any

import pytest

from tests.synth.assembly import Assembly, only


def closed(variants: Path, variant: str) -> list[Any]:
    pipeline = only(Assembly(variants / variant).pipeline, "AWS::CodePipeline::Pipeline")
    found: list[Any] = pipeline.get("DisableInboundStageTransitions", [])
    return found


@pytest.mark.parametrize(
    ("variant", "stages"),
    [
        ("bitbucket-long-names", {"bcdefghijklmnopqrstu": "Until the audit is over (ask releases@example.com)."}),
        ("lambda", {"production": "No releases before the holidays."}),
        ("blue-green", {}),
    ],
)
def test_paused_environments_are_closed_and_say_why(variants: Path, variant: str, stages: dict[str, str]) -> None:
    assert {one["StageName"]: one["Reason"] for one in closed(variants, variant)} == stages
