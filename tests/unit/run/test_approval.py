"""Answering an approval, with the token that CodePipeline gives once people have been told."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from rehearsal.run import approval
from rehearsal.run.journey import Execution, Step

STEP = Step("production", "Approve", "Manual", "InProgress", 0.0)


class CodePipeline:
    """Answers with one status of the action after another."""

    def __init__(self, *latest: dict[str, str]) -> None:
        self.latest, self.answers = list(latest), list[dict[str, Any]]()
        self.refuses = ""

    def get_pipeline_state(self, name: str) -> dict[str, Any]:
        latest = self.latest.pop(0)
        other = {"actionName": "PrepareChanges", "latestExecution": {"status": "Succeeded"}}
        approve = {"actionName": "Approve", "latestExecution": latest}
        return {"stageStates": [{"stageName": "production", "actionStates": [other, approve]}]}

    def put_approval_result(self, **answer: Any) -> None:
        if self.refuses:
            raise ClientError({"Error": {"Code": self.refuses}}, "PutApprovalResult")
        self.answers.append(answer)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)


def answers(*latest: dict[str, str]) -> list[dict[str, Any]]:
    codepipeline = CodePipeline(*latest)
    approval.unattended(codepipeline)(Execution("1", "InProgress", "c", "webapp"), STEP)
    return codepipeline.answers


def test_waits_for_the_token_and_says_yes() -> None:
    [answer] = answers({"status": "InProgress"}, {"status": "InProgress", "token": "t"})
    assert answer["pipelineName"] == "webapp"
    assert (answer["stageName"], answer["actionName"], answer["token"]) == ("production", "Approve", "t")
    assert answer["result"]["status"] == "Approved"


def test_an_approval_that_has_failed_is_not_waited_for() -> None:
    assert answers({"status": "InProgress"}, {"status": "Failed"}) == []


@pytest.mark.parametrize("refusal", approval.ANSWERED)
def test_what_somebody_else_has_answered_is_left_at_that(refusal: str) -> None:
    codepipeline = CodePipeline({"status": "InProgress", "token": "t"})
    codepipeline.refuses = refusal
    approval.unattended(codepipeline)(Execution("1", "InProgress", "c", "webapp"), STEP)
    assert codepipeline.answers == []


def test_any_other_refusal_ends_the_run() -> None:
    codepipeline = CodePipeline({"status": "InProgress", "token": "t"})
    codepipeline.refuses = "AccessDeniedException"
    with pytest.raises(ClientError):
        approval.unattended(codepipeline)(Execution("1", "InProgress", "c", "webapp"), STEP)
