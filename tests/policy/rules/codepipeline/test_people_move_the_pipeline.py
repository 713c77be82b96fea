import pytest

from policy.rules.codepipeline.people_move_the_pipeline import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import identity


@pytest.mark.parametrize("action", ["PutApprovalResult", "EnableStageTransition", "PutJobSuccessResult"])
def test_a_decision_is_found(action: str) -> None:
    policy = identity({"Action": f"codepipeline:{action}", "Resource": "arn:x"})
    assert details(check, assembly_of(policy)) == [f"Action::codepipeline:{action}"]


@pytest.mark.parametrize("action", ["codepipeline:StartPipelineExecution", "codepipeline:GetPipelineState"])
def test_starting_and_looking_pass(action: str) -> None:
    assert details(check, assembly_of(identity({"Action": action, "Resource": "arn:x"}))) == []
