"""Answers the pipeline's manual approvals, through the API that everybody uses."""

import sys
import threading
import time
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError
from rich.markup import escape

from rehearsal.run.follow import Approve
from rehearsal.run.journey import Execution, Step
from rehearsal.run.view import View

ANSWERED = ("ApprovalAlreadyCompletedException", "InvalidApprovalTokenException")


def unattended(codepipeline: Any) -> Approve:
    """Says yes to every approval."""

    def approve(execution: Execution, step: Step) -> None:
        _answer(codepipeline, execution.pipeline, step, "Approved", "APPROVE=yes")

    return approve


def asked(codepipeline: Any, view: View) -> Approve:
    """Asks on the terminal, while the pipeline goes on; without a terminal, says how to answer."""

    def ask(pipeline: str, step: Step) -> None:
        answer = ""
        while answer not in ("y", "yes", "n", "no"):
            answer = view.console.input(f"[bold]Approve {escape(step.stage)}?[/bold] (y/n) ").strip().lower()
        status = "Approved" if answer.startswith("y") else "Rejected"
        _answer(codepipeline, pipeline, step, status, f"answered {answer!r} on the terminal")

    def approve(execution: Execution, step: Step) -> None:
        if sys.stdin.isatty():
            threading.Thread(target=ask, args=(execution.pipeline, step), daemon=True).start()
        else:
            view.say(f"{escape(step.stage)} waits: APPROVE=yes, or `aws codepipeline put-approval-result` elsewhere")

    return approve


def _answer(codepipeline: Any, pipeline: str, step: Step, status: str, summary: str) -> None:
    """Whoever was quicker, elsewhere, has decided."""
    token = _token(codepipeline, pipeline, step)
    if token is None:
        return
    try:
        codepipeline.put_approval_result(
            pipelineName=pipeline,
            stageName=step.stage,
            actionName=step.action,
            token=token,
            result={"status": status, "summary": summary},
        )
    except ClientError as error:
        if error.response["Error"]["Code"] not in ANSWERED:
            raise


def _token(codepipeline: Any, pipeline: str, step: Step) -> str | None:
    """The token appears a moment after the action has started: when the topic has been told. None: it could not be."""
    while True:
        latest = _latest(codepipeline, pipeline, step)
        if "token" in latest or latest["status"] != "InProgress":
            return latest.get("token")
        time.sleep(0.1)


def _latest(codepipeline: Any, pipeline: str, step: Step) -> Mapping[str, str]:
    """The action's latest execution: {status, token?}. The view has heard of it, so there is one."""
    stages = codepipeline.get_pipeline_state(name=pipeline)["stageStates"]
    [actions] = [stage["actionStates"] for stage in stages if stage["stageName"] == step.stage]
    [latest] = [action["latestExecution"] for action in actions if action["actionName"] == step.action]
    return dict(latest)
