from policy.rules.codepipeline.transitions_are_open import check
from tests.policy.rules.codepipeline.pipelines import found


def test_open_and_closed() -> None:
    closed = ("", "DisableInboundStageTransitions", [{"StageName": "prod", "Reason": "holidays"}])
    assert found(check) == []
    assert found(check, closed) == ["DisableInboundStageTransitions prod"]
