"""Answers the pipeline's manual approvals, through the API that everybody uses."""

import sys
import threading
import time
from typing import Any

from rich.markup import escape

from rehearsal.run.follow import Approve
from rehearsal.run.journey import Execution, Step
from rehearsal.run.view import View


def unattended(codepipeline: Any, pipeline: str) -> Approve:
    """Says yes to every approval."""

    def approve(execution: Execution, step: Step) -> None:
        _answer(codepipeline, pipeline, step, "Approved", "APPROVE=yes")

    return approve


def asked(codepipeline: Any, pipeline: str, view: View) -> Approve:
    """Asks on the terminal, while the pipeline goes on; without a terminal, says how to answer."""

    def ask(step: Step) -> None:
        answer = ""
        while answer not in ("y", "yes", "n", "no"):
            answer = view.console.input(f"[bold]Approve {escape(step.stage)}?[/bold] (y/n) ").strip().lower()
        status = "Approved" if answer.startswith("y") else "Rejected"
        _answer(codepipeline, pipeline, step, status, f"answered {answer!r} on the terminal")

    def approve(execution: Execution, step: Step) -> None:
        if sys.stdin.isatty():
            threading.Thread(target=ask, args=(step,), daemon=True).start()
        else:
            view.say(f"{escape(step.stage)} waits: APPROVE=yes, or `aws codepipeline put-approval-result` elsewhere")

    return approve


def _answer(codepipeline: Any, pipeline: str, step: Step, status: str, summary: str) -> None:
    codepipeline.put_approval_result(
        pipelineName=pipeline,
        stageName=step.stage,
        actionName=step.action,
        token=_token(codepipeline, pipeline, step),
        result={"status": status, "summary": summary},
    )


def _token(codepipeline: Any, pipeline: str, step: Step) -> str:
    """The token appears a moment after the action has started: when the topic has been told."""
    while True:
        for stage in codepipeline.get_pipeline_state(name=pipeline)["stageStates"]:
            for action in stage["actionStates"]:
                token: str | None = action.get("latestExecution", {}).get("token")
                if (stage["stageName"], action["actionName"]) == (step.stage, step.action) and token:
                    return token
        time.sleep(0.1)
