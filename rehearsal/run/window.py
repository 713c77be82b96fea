"""A closed window must not hold a rehearsal for days: it is overridden, through the API that everybody uses."""

import sys
import threading
from typing import Any

from botocore.exceptions import ClientError
from rich.markup import escape

from rehearsal.run.follow import Override
from rehearsal.run.journey import Check, Execution
from rehearsal.run.view import View


def unattended(codepipeline: Any, view: View) -> Override:
    """Overrides every window, and says so."""

    def override(execution: Execution, check: Check) -> None:
        if _override(codepipeline, execution, check):
            view.say(f"  [yellow]{escape(check.stage)}: its window is overridden (APPROVE=yes)[/yellow]")

    return override


def asked(codepipeline: Any, view: View) -> Override:
    """Asks on the terminal, while the pipeline waits; without a terminal, says how to override."""

    def ask(execution: Execution, check: Check) -> None:
        question = f"[bold]Override the window of {escape(check.stage)} ({escape(str(check.summary))})?[/bold] (y/n) "
        answer = ""
        while answer not in ("y", "yes", "n", "no"):
            answer = view.console.input(question).strip().lower()
        if answer.startswith("y"):
            _override(codepipeline, execution, check)

    def override(execution: Execution, check: Check) -> None:
        if sys.stdin.isatty():
            threading.Thread(target=ask, args=(execution, check), daemon=True).start()
        else:
            view.say(
                f"{escape(check.stage)} waits: APPROVE=yes, or `aws codepipeline override-stage-condition "
                f"--condition-type BEFORE_ENTRY --pipeline-name {execution.pipeline} "
                f"--stage-name {escape(check.stage)} --pipeline-execution-id {execution.id}` elsewhere"
            )

    return override


def _override(codepipeline: Any, execution: Execution, check: Check) -> bool:
    """False: it has opened meanwhile, or somebody was quicker."""
    try:
        codepipeline.override_stage_condition(
            pipelineName=execution.pipeline,
            stageName=check.stage,
            pipelineExecutionId=execution.id,
            conditionType="BEFORE_ENTRY",
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionNotOverridableException":
            raise
        return False
    return True
