"""How executions move: order, locks, superseding, queueing, failure, retry, stop, update."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.codepipeline.effects import (
    AbandonAction,
    Effect,
    ExecutionChanged,
    Held,
    RunAction,
    Status,
)
from rehearsal.codepipeline.execution import Executions
from tests.unit.codepipeline.declarations import three_stages


def asked(effects: list[Effect]) -> list[str]:
    return [effect.action.name for effect in effects if isinstance(effect, RunAction)]


def statuses(executions: Executions) -> dict[str, str]:
    return {key: str(execution.status) for key, execution in executions.by_id.items()}


def finish(executions: Executions, execution_id: str, *actions: str) -> list[Effect]:
    return [e for a in actions for e in executions.action_ended(execution_id, a, True)]


def test_runs_groups_in_order_and_the_actions_of_a_group_side_by_side() -> None:
    executions = Executions(three_stages())
    assert asked(executions.start("1")) == ["Source"]
    assert asked(finish(executions, "1", "Source")) == ["A", "B"]
    assert asked(finish(executions, "1", "A")) == []
    assert asked(finish(executions, "1", "B")) == ["C"]
    assert asked(finish(executions, "1", "C")) == ["Deploy"]
    assert ExecutionChanged("1", Status.SUCCEEDED) in finish(executions, "1", "Deploy")


def test_a_failed_action_fails_the_stage_once_its_neighbours_have_ended() -> None:
    executions = Executions(three_stages())
    executions.start("1")
    finish(executions, "1", "Source")
    assert executions.action_ended("1", "A", False) == []
    executions.action_ended("1", "B", True)
    assert statuses(executions) == {"1": "Failed"}


def test_a_newer_execution_supersedes_one_that_waits_before_a_stage() -> None:
    executions = Executions(three_stages())
    for each in ("1", "2", "3"):
        executions.start(each)
        finish(executions, each, "Source")
    assert statuses(executions) == {"1": "InProgress", "2": "Superseded", "3": "InProgress"}
    assert executions.gates[1].waiting == ["3"]


def test_queued_executions_wait_in_line() -> None:
    executions = Executions(three_stages("QUEUED"))
    for each in ("1", "2", "3"):
        executions.start(each)
        finish(executions, each, "Source")
    assert executions.gates[1].waiting == ["2", "3"]
    finish(executions, "1", "A", "B")
    assert asked(finish(executions, "1", "C")) == ["Deploy", "A", "B"]
    assert executions.gates[1].occupant == "2"


def test_parallel_executions_do_not_wait() -> None:
    executions = Executions(three_stages("PARALLEL"))
    executions.start("1")
    executions.start("2")
    assert asked(finish(executions, "1", "Source")) == ["A", "B"]
    assert asked(finish(executions, "2", "Source")) == ["A", "B"]


def test_an_update_cancels_what_is_under_way_and_keeps_closed_transitions() -> None:
    executions = Executions(three_stages())
    executions.set_transition("Third", "frozen")
    executions.start("1")
    finish(executions, "1", "Source")
    effects = executions.redefine(three_stages())
    assert [e.action.name for e in effects if isinstance(e, AbandonAction)] == ["A", "B"]
    assert statuses(executions) == {"1": "Cancelled"}
    assert executions.gates[2].closed_because == "frozen"
    assert finish(executions, "1", "A") == []


def test_a_closed_transition_holds_executions_until_it_opens() -> None:
    executions = Executions(three_stages())
    executions.set_transition("Second", "not now")
    executions.start("1")
    assert asked(finish(executions, "1", "Source")) == []
    assert asked(executions.set_transition("Second", None)) == ["A", "B"]


def test_before_a_closed_transition_only_the_latest_waits_and_says_for_what() -> None:
    executions = Executions(three_stages())
    executions.set_transition("Second", "holidays")
    for each in ("1", "2"):
        executions.start(each)
        effects = finish(executions, each, "Source")
        [held] = [effect for effect in effects if isinstance(effect, Held)]
        assert (held.execution_id, held.stage.name, held.because) == (each, "Second", "holidays")
    assert statuses(executions) == {"1": "Superseded", "2": "InProgress"}
    assert asked(executions.set_transition("Second", None)) == ["A", "B"]


def test_stop_waits_for_running_actions_and_starts_no_more() -> None:
    executions = Executions(three_stages())
    executions.start("1")
    executions.stop("1", abandon=False)
    assert statuses(executions) == {"1": "Stopping"}
    assert asked(finish(executions, "1", "Source")) == []
    assert statuses(executions) == {"1": "Stopped"}


def test_abandon_stops_at_once() -> None:
    executions = Executions(three_stages())
    executions.start("1")
    effects = executions.stop("1", abandon=True)
    assert [e.action.name for e in effects if isinstance(e, AbandonAction)] == ["Source"]
    assert statuses(executions) == {"1": "Stopped"}


@pytest.mark.parametrize(("every", "again"), [(False, ["B"]), (True, ["A", "B"])])
def test_retry_runs_failed_actions_or_all(every: bool, again: list[str]) -> None:
    executions = Executions(three_stages())
    executions.start("1")
    finish(executions, "1", "Source", "A")
    executions.action_ended("1", "B", False)
    assert asked(executions.retry("1", "Second", every)) == again
    finish(executions, "1", *again, "C", "Deploy")
    assert statuses(executions) == {"1": "Succeeded"}


def test_retry_is_refused_once_a_newer_execution_has_entered_the_stage() -> None:
    executions = Executions(three_stages())
    for each in ("1", "2"):
        executions.start(each)
        finish(executions, each, "Source", "A")
        executions.action_ended(each, "B", False)
    with pytest.raises(ValueError, match="a newer execution has entered"):
        executions.retry("1", "Second", False)
    with pytest.raises(ValueError, match="has not failed in stage Third"):
        executions.retry("2", "Third", False)


EVENTS = st.lists(
    st.tuples(st.sampled_from(["start", "pass", "fail", "stop", "abandon", "update", "toggle"]), st.integers(0, 99)),
    max_size=60,
)


@given(st.sampled_from(["SUPERSEDED", "QUEUED"]), EVENTS)
def test_whatever_happens_a_stage_holds_one_execution_and_everything_ends(
    mode: str, events: list[tuple[str, int]]
) -> None:
    executions, closed = Executions(three_stages(mode)), False
    running: list[tuple[str, str]] = []

    def follow(effects: list[Effect]) -> None:
        running.extend((e.execution_id, e.action.name) for e in effects if isinstance(e, RunAction))

    for event, pick in events:
        known = list(executions.by_id)
        if event == "start":
            follow(executions.start(str(len(known))))
        elif event in ("pass", "fail") and running:
            follow(executions.action_ended(*running.pop(pick % len(running)), succeeded=event == "pass"))
        elif event in ("stop", "abandon") and known:
            follow(executions.stop(known[pick % len(known)], event == "abandon"))
        elif event == "update":
            follow(executions.redefine(three_stages(mode)))
        elif event == "toggle":
            closed = not closed
            follow(executions.set_transition("Second", "closed" if closed else None))
        occupants = [gate.occupant for gate in executions.gates if gate.occupant]
        assert len(occupants) == len(set(occupants))
        assert all(not executions.by_id[each].status.ended for each in occupants)
        assert mode == "QUEUED" or all(len(gate.waiting) <= 1 for gate in executions.gates)
    follow(executions.set_transition("Second", None))
    while running:
        follow(executions.action_ended(*running.pop(0), succeeded=True))
    assert all(execution.status.ended for execution in executions.by_id.values())
