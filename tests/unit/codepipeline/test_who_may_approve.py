"""An approval is answered by whom IAM lets do so, action by action."""

from rehearsal.run.local_aws import LocalAws
from tests.unit.codepipeline.deployed import Deployed, until
from tests.unit.server.accounts import REGION, TOOLS, allow, refusal


def test_a_role_for_one_approval_answers_that_one_and_no_other(local_aws: LocalAws) -> None:
    pipeline = Deployed(local_aws, {})
    arn = f"arn:aws:codepipeline:{REGION}:{TOOLS}:{pipeline.name}"
    mine, others = (
        pipeline.tools.role(allow(["codepipeline:PutApprovalResult"], f"{arn}/{place}"))
        for place in ("Deploy/Ask", "Other/Ask")
    )
    token = until(lambda: pipeline.stage()["actionStates"][0].get("latestExecution", {}).get("token"))
    answer = {
        "pipelineName": pipeline.name,
        "stageName": "Deploy",
        "actionName": "Ask",
        "token": token,
        "result": {"status": "Approved", "summary": "test"},
    }
    as_other = pipeline.tools.acting(others, "codepipeline")
    assert refusal(as_other.put_approval_result, **answer) == "AccessDeniedException"
    as_mine = pipeline.tools.acting(mine, "codepipeline")
    override = {"pipelineName": pipeline.name, "stageName": "Deploy", "conditionType": "BEFORE_ENTRY"}
    refused = refusal(as_mine.override_stage_condition, **override, pipelineExecutionId=pipeline.first)
    assert refused == "AccessDeniedException"
    assert refusal(as_mine.put_approval_result, **answer) is None
    assert pipeline.ended(pipeline.first) == "Succeeded"
