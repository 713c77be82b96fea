from typing import Any

import pytest

from policy.rules.codepipeline.pause_can_be_ended import check
from tests.policy.rules.codepipeline.pipelines import found

CASES: list[tuple[list[dict[str, str]], list[str]]] = [
    ([], []),
    ([{"StageName": "prod", "Reason": "holidays"}], []),
    ([{"StageName": "prod"}], ["DisableInboundStageTransitions prod"]),
    ([{"StageName": "prod", "Reason": " "}], ["DisableInboundStageTransitions prod"]),
    ([{"StageName": "Build", "Reason": "holidays"}], ["DisableInboundStageTransitions Build"]),
    ([{"StageName": "elsewhere", "Reason": "holidays"}], ["DisableInboundStageTransitions elsewhere"]),
]


@pytest.mark.parametrize(("closed", "violations"), CASES)
def test_finds(closed: list[Any], violations: list[str]) -> None:
    assert found(check, ("", "DisableInboundStageTransitions", closed)) == violations
