"""A closed window in a rehearsal: overridden without being asked, or told how to."""

import io
import sys
from typing import Any

import pytest
from botocore.exceptions import ClientError

from rehearsal.run import window
from rehearsal.run.journey import Check, Execution
from rehearsal.run.view import View

EXECUTION = Execution("1", "InProgress", "c", "webapp")
CLOSED = Check("production", "beforeEntry", "Window", "InProgress", 0.0, "The window opens on Monday")


class CodePipeline:
    def __init__(self, refusal: str | None = None) -> None:
        self.overridden, self._refusal = list[dict[str, Any]](), refusal

    def override_stage_condition(self, **asked: Any) -> None:
        if self._refusal:
            raise ClientError({"Error": {"Code": self._refusal, "Message": ""}}, "OverrideStageCondition")
        self.overridden.append(asked)


def test_unattended_it_is_overridden_and_said(capsys: pytest.CaptureFixture[str]) -> None:
    codepipeline = CodePipeline()
    window.unattended(codepipeline, View())(EXECUTION, CLOSED)
    [asked] = codepipeline.overridden
    assert (asked["pipelineName"], asked["stageName"], asked["pipelineExecutionId"]) == ("webapp", "production", "1")
    assert asked["conditionType"] == "BEFORE_ENTRY"
    assert "production: its window is overridden (APPROVE=yes)" in capsys.readouterr().out


def test_a_window_that_has_opened_meanwhile_needs_no_override(capsys: pytest.CaptureFixture[str]) -> None:
    window.unattended(CodePipeline("ConditionNotOverridableException"), View())(EXECUTION, CLOSED)
    assert capsys.readouterr().out == ""


def test_without_a_terminal_it_says_how_to_override(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    window.asked(CodePipeline(), View())(EXECUTION, CLOSED)
    said = capsys.readouterr().out
    assert "--stage-name production --pipeline-execution-id 1" in said
    assert "aws codepipeline override-stage-condition --condition-type BEFORE_ENTRY" in said
