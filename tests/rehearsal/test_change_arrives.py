"""A push that changes the page and pipeline.yml: the pipeline changes itself, starts again, and delivers."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.rehearsal.running import PIPELINE, Journey, Running, Visitor

HEADING = "It works, and every push arrives here."
STAGING = 'account: "333333333333"\n'


@dataclass(frozen=True)
class Change:
    commit: str
    before: dict[str, Any]  # GetPipeline
    after: dict[str, Any]
    cut_short: Journey
    delivered: Journey
    visitor: Visitor  # of production, all the time


@pytest.fixture(scope="module")
def change(rehearsal: Running) -> Change:
    before = pipeline(rehearsal)
    commit = rehearsal.checkout.commit("Another heading, and an approval before staging", {
        "webapp/src/page.html": (HEADING, "The second push has arrived."),
        "pipeline.yml": (STAGING, STAGING + "    approval: true\n"),
    })  # fmt: skip
    with Visitor(rehearsal.url("production")).reading() as visitor:
        cut_short = rehearsal.ended(rehearsal.push())
        delivered = rehearsal.ended(rehearsal.executions()[0])
    return Change(commit, before, pipeline(rehearsal), cut_short, delivered, visitor)


def pipeline(rehearsal: Running) -> dict[str, Any]:
    found: dict[str, Any] = rehearsal.client("codepipeline").get_pipeline(name=PIPELINE)["pipeline"]
    return found


def actions(declaration: dict[str, Any], stage: str) -> list[str]:
    return [action["name"] for each in declaration["stages"] if each["name"] == stage for action in each["actions"]]


def test_the_deployed_pipeline_gets_the_new_structure(change: Change) -> None:
    assert "Approve" not in actions(change.before, "staging")
    assert "Approve" in actions(change.after, "staging")
    assert change.after["version"] == change.before["version"] + 1


def test_the_execution_on_the_old_structure_ends_at_the_update(change: Change) -> None:
    assert change.cut_short.status == "Cancelled"
    assert next(iter(change.cut_short.actions)) == "UpdatePipeline.UpdatePipeline"  # the newest
    assert not [name for name in change.cut_short.actions if name.startswith(("dev.", "staging.", "production."))]


def test_another_execution_starts_and_runs_through(change: Change) -> None:
    assert change.delivered.id != change.cut_short.id
    assert change.delivered.status == "Succeeded"
    assert set(change.delivered.statuses().values()) == {"Succeeded"}
    assert "staging.Approve" in change.delivered.actions


def test_the_new_text_arrives_in_production(rehearsal: Running, change: Change) -> None:
    assert change.delivered.commit == change.commit
    assert rehearsal.answers("production") == change.commit
    page = rehearsal.page("production")
    assert "<h1>The second push has arrived.</h1>" in page
    assert HEADING not in page


def test_no_visitor_of_production_notices_the_release(change: Change) -> None:
    assert change.visitor.failures == []
    assert change.visitor.answers > 100
