"""What the launcher makes of the server's progress lines: which execution is the outcome of a push."""

from typing import Any

import pytest

from rehearsal.run.journey import Journey


def execution(name: str, status: str, trigger: str = "WebhookV2", revision: str = "") -> dict[str, Any]:
    return {
        "kind": "execution",
        "execution": name,
        "status": status,
        "trigger": trigger,
        "revision": revision,
        "pipeline": "p",
    }


def action(name: str, where: str, status: str, provider: str = "CodeBuild", revision: str = "") -> dict[str, Any]:
    stage, _, called = where.partition(".")
    return {"kind": "action", "execution": name, "stage": stage, "action": called, "provider": provider,
            "status": status, "seconds": 1.5, "error": None, "revision": revision}  # fmt: skip


def heard(*lines: dict[str, Any]) -> Journey:
    journey = Journey()
    for line in lines:
        journey.hear(line)
    return journey


def test_nothing_heard_is_no_outcome() -> None:
    assert heard().outcome() is None


@pytest.mark.parametrize("status", ["Succeeded", "Failed", "Stopped"])
def test_an_execution_that_ends_is_the_outcome(status: str) -> None:
    journey = heard(execution("1", "InProgress"))
    assert journey.outcome() is None
    journey.hear(execution("1", status))
    outcome = journey.outcome()
    assert outcome is not None
    assert (outcome.id, outcome.status) == ("1", status)


def test_what_the_creation_of_a_pipeline_started_is_left_out() -> None:
    journey = heard(execution("0", "InProgress", "CreatePipeline"), execution("0", "Failed", "CreatePipeline"))
    assert journey.hear(action("0", "Source.Source", "Failed")) is None
    assert journey.outcome() is None


@pytest.mark.parametrize("status", ["Superseded", "Cancelled"])
def test_an_execution_that_was_cut_short_is_followed_by_another(status: str) -> None:
    journey = heard(execution("1", "InProgress"), execution("1", status))
    assert journey.outcome() is None
    journey.hear(execution("2", "InProgress"))
    assert journey.outcome() is None
    journey.hear(execution("2", "Succeeded"))
    outcome = journey.outcome()
    assert outcome is not None
    assert outcome.id == "2"


def test_the_outcome_waits_for_every_execution() -> None:
    journey = heard(execution("1", "InProgress"), execution("2", "InProgress"), execution("2", "Failed"))
    assert journey.outcome() is None


def held(name: str, stage: str) -> dict[str, Any]:
    return {"kind": "held", "execution": name, "stage": stage, "because": "holidays"}


def test_an_execution_that_waits_before_a_paused_stage_is_the_outcome_until_it_goes_on() -> None:
    journey = heard(execution("1", "InProgress"), action("1", "dev.Release", "Succeeded"), held("1", "production"))
    outcome = journey.outcome()
    assert outcome is not None
    assert outcome.held is not None
    assert (outcome.held.stage, outcome.held.because) == ("production", "holidays")
    journey.hear(action("1", "production.Release", "InProgress"))
    assert journey.outcome() is None


def test_an_action_is_told_with_its_latest_status_and_the_commit_it_found() -> None:
    journey = heard(execution("1", "InProgress"), action("1", "Source.Source", "InProgress"))
    step = journey.hear(action("1", "Source.Source", "Succeeded", revision="abc"))
    assert step is not None
    assert (step.status, step.seconds) == ("Succeeded", 1.5)
    assert journey.executions["1"].steps == {("Source", "Source"): step}
    assert journey.executions["1"].revision == "abc"


def test_an_action_without_a_commit_keeps_the_one_that_is_known() -> None:
    journey = heard(execution("1", "InProgress", revision="abc"), action("1", "Build.Build", "InProgress"))
    assert journey.executions["1"].revision == "abc"


def test_an_approval_waits_until_it_is_answered_or_its_execution_ends() -> None:
    journey = heard(execution("1", "InProgress"), action("1", "production.Approve", "InProgress", "Manual"))
    waiting = journey.waiting_approval()
    assert waiting is not None
    assert (waiting[0].id, waiting[1].action) == ("1", "Approve")
    journey.hear(action("1", "production.Approve", "Succeeded", "Manual"))
    assert journey.waiting_approval() is None
    journey.hear(action("1", "production.Approve", "InProgress", "Manual"))
    journey.hear(execution("1", "Stopped"))
    assert journey.waiting_approval() is None


def test_only_manual_actions_are_approvals() -> None:
    assert heard(execution("1", "InProgress"), action("1", "a.Deploy", "InProgress")).waiting_approval() is None


def rule(name: str, status: str, summary: str | None = None, moment: str = "beforeEntry") -> dict[str, Any]:
    return {"kind": "rule", "execution": name, "stage": "production", "moment": moment, "rule": "Window",
            "status": status, "seconds": 1.5, "summary": summary, "error": None}  # fmt: skip


def test_a_window_is_waited_for_once_it_has_said_when_it_opens() -> None:
    journey = heard(execution("1", "InProgress"), rule("1", "InProgress"))
    assert journey.waiting_window() is None
    journey.hear(rule("1", "InProgress", "The window opens on Monday"))
    waiting = journey.waiting_window()
    assert waiting is not None
    assert (waiting[0].id, waiting[1].stage) == ("1", "production")
    journey.hear(rule("1", "Abandoned", "The window opens on Monday"))
    assert journey.waiting_window() is None


def test_a_bake_is_no_window() -> None:
    lines = (execution("1", "InProgress"), rule("1", "InProgress", "must stay quiet", "onSuccess"))
    assert heard(*lines).waiting_window() is None


def test_a_rollback_that_succeeds_does_not_make_the_push_a_success() -> None:
    journey = heard(execution("1", "InProgress"))
    journey.hear({**execution("2", "InProgress", "AutomatedRollback"), "target": "0"})
    journey.hear(execution("1", "Failed"))
    assert journey.outcome() is None
    journey.hear(execution("2", "Succeeded", "AutomatedRollback"))
    outcome = journey.outcome()
    assert outcome is not None
    assert (outcome.id, outcome.status) == ("1", "Failed")
