from typing import Any

import pytest

from policy.rules.codepipeline.release_is_of_a_build import check
from tests.policy.rules.codepipeline.pipelines import Change, action, found

BUILT: Change = (
    "Build",
    "Actions",
    [action(name, "Build", "CodeBuild", OutputArtifacts=[{"Name": name}]) for name in ("App", "Templates")],
)


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ([{"Name": "App"}], []),
        ([{"Name": "Source"}], ["prod/Release of Source"]),
        ([], ["prod/Release of nothing"]),
    ],
)
def test_finds(inputs: Any, expected: list[str]) -> None:
    assert found(check, BUILT, ("prod/Release", "InputArtifacts", inputs)) == expected


def test_production_gets_what_the_others_got() -> None:
    releases = [
        action(name, "Deploy", "CodeDeploy", InputArtifacts=[{"Name": artifact}])
        for name, artifact in (("First", "App"), ("Second", "Templates"))
    ]
    assert found(check, BUILT, ("prod", "Actions", releases)) == ["prod/Second of Templates"]
