"""What a stage asks before it is entered and before it is left, and what it does when it fails."""

import contextlib
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.codepipeline.conditions import Moment
from rehearsal.codepipeline.definition import parse
from rehearsal.codepipeline.effects import (
    AbandonRule,
    ConditionChanged,
    Effect,
    RollbackStarted,
    RunAction,
    RunRule,
    StageChanged,
    Status,
)
from rehearsal.codepipeline.execution import Executions, NotOverridable, NotRollbackable
from tests.unit.codepipeline.declarations import REGION, Declaration, condition, conditioned, rule

ENTRY, SUCCESS = Moment.BEFORE_ENTRY, Moment.ON_SUCCESS
RETRY = {"result": "RETRY", "retryConfiguration": {"retryMode": "FAILED_ACTIONS"}}
RETRY_ALL = {"result": "RETRY", "retryConfiguration": {"retryMode": "ALL_ACTIONS"}}
ROLLBACK = {"result": "ROLLBACK"}


def executions(mode: str = "SUPERSEDED", **conditions: Declaration) -> Executions:
    numbers = count(1)
    return Executions(parse(conditioned(mode, **conditions), 1, REGION), lambda: f"back-{next(numbers)}")


def arrive(machine: Executions, execution_id: str) -> list[Effect]:
    """Start an execution, and let it come to the second stage."""
    machine.start(execution_id)
    return machine.action_ended(execution_id, "Source", True)


def act(machine: Executions, execution_id: str, **actions: bool) -> list[Effect]:
    return [e for name, good in actions.items() for e in machine.action_ended(execution_id, name, good)]


def asked(effects: list[Effect]) -> list[str]:
    """Names of actions and rules that are to run."""
    named = [e.action.name if isinstance(e, RunAction) else e.rule.name for e in effects if isinstance(e, ASKED)]
    return named


ASKED = (RunAction, RunRule)


def statuses(machine: Executions) -> dict[str, str]:
    return {key: str(execution.status) for key, execution in machine.by_id.items()}


def stage_statuses(effects: list[Effect]) -> list[tuple[str, str]]:
    return [(e.execution_id, str(e.status)) for e in effects if isinstance(e, StageChanged)]


def test_an_entry_condition_holds_the_actions_until_every_rule_has_succeeded() -> None:
    machine = executions(beforeEntry=condition("FAIL", rule("R"), rule("S")))
    assert asked(arrive(machine, "1")) == ["R", "S"]
    assert machine.rule_ended("1", ENTRY, "R", True) == []
    assert asked(machine.rule_ended("1", ENTRY, "S", True)) == ["A"]


def test_an_entry_condition_that_fails_abandons_the_other_rules_and_fails_the_execution() -> None:
    machine = executions(beforeEntry=condition("FAIL", rule("R"), rule("S")))
    arrive(machine, "1")
    effects = machine.rule_ended("1", ENTRY, "R", False)
    assert [e.rule.name for e in effects if isinstance(e, AbandonRule)] == ["S"]
    assert [str(e.status) for e in effects if isinstance(e, ConditionChanged)] == ["Failed"]
    assert stage_statuses(effects) == [("1", "Failed")]
    assert statuses(machine) == {"1": "Failed"}
    assert machine.rule_ended("1", ENTRY, "S", True) == []


def test_a_stage_that_is_skipped_runs_nothing_and_the_next_one_runs() -> None:
    machine = executions(beforeEntry=condition("SKIP", rule("R")))
    arrive(machine, "1")
    effects = machine.rule_ended("1", ENTRY, "R", False)
    assert asked(effects) == ["Last"]
    assert stage_statuses(effects)[0] == ("1", "Skipped")
    assert machine.gates[1].occupant is None
    with pytest.raises(NotRollbackable):
        machine.roll_back("Second", "1")


def test_a_stage_is_left_only_when_its_success_condition_is_met() -> None:
    machine = executions(onSuccess=condition("FAIL", rule("R")))
    arrive(machine, "1")
    assert asked(act(machine, "1", A=True, B=True)) == ["B", "R"]
    assert machine.gates[1].occupant == "1"
    assert asked(machine.rule_ended("1", SUCCESS, "R", True)) == ["Last"]


def test_a_success_condition_that_fails_fails_the_stage() -> None:
    machine = executions(onSuccess=condition("FAIL", rule("R")))
    arrive(machine, "1")
    act(machine, "1", A=True, B=True)
    assert stage_statuses(machine.rule_ended("1", SUCCESS, "R", False)) == [("1", "Failed")]
    assert statuses(machine) == {"1": "Failed"}


def test_a_success_condition_that_fails_rolls_back_to_the_last_that_succeeded() -> None:
    machine = executions(onSuccess=condition("ROLLBACK", rule("R")))
    for good in ("1", "2"):
        arrive(machine, good)
        act(machine, good, A=True, B=True)
        machine.rule_ended(good, SUCCESS, "R", True)
        act(machine, good, Last=True)
    arrive(machine, "3")
    act(machine, "3", A=True, B=True)
    effects = machine.rule_ended("3", SUCCESS, "R", False)
    [started] = [e for e in effects if isinstance(e, RollbackStarted)]
    assert (started.execution_id, started.target_id, started.failed_id) == ("back-1", "2", "3")
    assert asked(effects) == ["A"]
    assert statuses(machine)["3"] == "Failed"


def test_a_rollback_runs_one_stage_and_is_no_target_of_another() -> None:
    machine = executions()
    arrive(machine, "1")
    act(machine, "1", A=True, B=True, Last=True)
    machine.roll_back("Second", "1")
    effects = act(machine, "back-1", A=True, B=True)
    assert asked(effects) == ["B"]
    assert statuses(machine) == {"1": "Succeeded", "back-1": "Succeeded"}
    with pytest.raises(NotRollbackable):
        machine.roll_back("Second", "back-1")


def test_a_failed_stage_rolls_back_and_a_failed_rollback_does_not() -> None:
    machine = executions(onFailure=ROLLBACK)
    arrive(machine, "1")
    act(machine, "1", A=True, B=True, Last=True)
    arrive(machine, "2")
    assert asked(act(machine, "2", A=False)) == ["A"]
    assert asked(act(machine, "back-1", A=False)) == []
    assert statuses(machine) == {"1": "Succeeded", "2": "Failed", "back-1": "Failed"}


def test_without_an_earlier_success_there_is_nothing_to_roll_back_to() -> None:
    machine = executions(onFailure=ROLLBACK)
    arrive(machine, "1")
    act(machine, "1", A=False)
    assert statuses(machine) == {"1": "Failed"}


def test_no_stage_returns_to_an_execution_of_a_former_structure() -> None:
    machine = executions()
    arrive(machine, "1")
    act(machine, "1", A=True, B=True, Last=True)
    machine.redefine(machine.pipeline)
    with pytest.raises(NotRollbackable, match="present structure"):
        machine.roll_back("Second", "1")


def test_a_source_stage_is_not_rolled_back_nor_any_in_parallel() -> None:
    machine = executions()
    arrive(machine, "1")
    with pytest.raises(NotRollbackable, match="source stage"):
        machine.roll_back("First", "1")
    parallel = executions("PARALLEL")
    arrive(parallel, "1")
    act(parallel, "1", A=True, B=True)
    with pytest.raises(NotRollbackable, match="PARALLEL"):
        parallel.roll_back("Second", "1")


def test_what_waits_before_the_stage_enters_after_the_rollback() -> None:
    machine = executions(onFailure=ROLLBACK)
    arrive(machine, "1")
    act(machine, "1", A=True, B=True, Last=True)
    arrive(machine, "2")
    arrive(machine, "3")
    effects = act(machine, "2", A=False)
    assert [e.execution_id for e in effects if isinstance(e, RunAction)] == ["back-1"]
    act(machine, "back-1", A=True, B=True)
    assert machine.gates[1].occupant == "3"


def test_an_execution_that_arrives_does_not_supersede_a_rollback() -> None:
    machine = executions()
    arrive(machine, "1")
    act(machine, "1", A=True, B=True, Last=True)
    arrive(machine, "2")
    machine.roll_back("Second", "1")
    arrive(machine, "3")
    assert machine.gates[1].waiting == ["back-1", "3"]


@pytest.mark.parametrize(("mode", "again"), [(RETRY, ["B"]), (RETRY_ALL, ["A"])])
def test_a_failed_stage_is_retried_once(mode: Declaration, again: list[str]) -> None:
    machine = executions(onFailure=mode)
    arrive(machine, "1")
    act(machine, "1", A=True)
    effects = act(machine, "1", B=False)
    assert asked(effects) == again
    assert stage_statuses(effects) == [("1", "Failed"), ("1", "InProgress")]
    assert statuses(machine) == {"1": "InProgress"}
    act(machine, "1", A=True, B=False)
    assert statuses(machine) == {"1": "Failed"}


def test_a_retry_that_succeeds_goes_on() -> None:
    machine = executions(onFailure=RETRY)
    arrive(machine, "1")
    act(machine, "1", A=False)
    assert asked(act(machine, "1", A=True, B=True)) == ["B", "Last"]


def test_a_stage_that_is_being_stopped_is_not_retried() -> None:
    machine = executions(onFailure=RETRY)
    arrive(machine, "1")
    machine.stop("1", abandon=False)
    assert asked(act(machine, "1", A=False)) == []
    assert statuses(machine) == {"1": "Failed"}


def test_an_override_goes_on_as_if_the_condition_were_met() -> None:
    machine = executions(beforeEntry=condition("FAIL", rule("R")), onSuccess=condition("ROLLBACK", rule("S")))
    arrive(machine, "1")
    effects = machine.override("1", "Second", ENTRY)
    assert asked(effects) == ["A"]
    assert [str(e.status) for e in effects if isinstance(e, ConditionChanged)] == ["Overridden"]
    assert [e.rule.name for e in effects if isinstance(e, AbandonRule)] == ["R"]
    act(machine, "1", A=True, B=True)
    assert asked(machine.override("1", "Second", SUCCESS)) == ["Last"]


def test_what_is_not_asked_now_or_would_skip_cannot_be_overridden() -> None:
    machine = executions(beforeEntry=condition("SKIP", rule("R")))
    arrive(machine, "1")
    with pytest.raises(NotOverridable, match="skips it"):
        machine.override("1", "Second", ENTRY)
    for stage, moment in (("Second", SUCCESS), ("Third", ENTRY)):
        with pytest.raises(NotOverridable, match="does not ask"):
            machine.override("1", stage, moment)


@pytest.mark.parametrize("abandon", [False, True])
def test_stopping_does_not_wait_for_a_window(abandon: bool) -> None:
    machine = executions(beforeEntry=condition("FAIL", rule("R")))
    arrive(machine, "1")
    effects = machine.stop("1", abandon)
    assert [e.rule.name for e in effects if isinstance(e, AbandonRule)] == ["R"]
    assert statuses(machine) == {"1": "Stopped"}
    assert machine.gates[1].occupant is None


def test_an_update_cancels_a_condition_that_is_asked() -> None:
    machine = executions(beforeEntry=condition("FAIL", rule("R")))
    arrive(machine, "1")
    effects = machine.redefine(machine.pipeline)
    assert [str(e.status) for e in effects if isinstance(e, ConditionChanged)] == ["Cancelled"]
    assert machine.rule_ended("1", ENTRY, "R", True) == []


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["start", "pass", "fail", "stop", "update", "override", "roll back"]), st.integers(0, 99)
    ),
    max_size=60,
)
KINDS = st.fixed_dictionaries(
    {
        "beforeEntry": st.sampled_from([condition("FAIL", rule("R")), condition("SKIP", rule("R"), rule("S"))]),
        "onSuccess": st.sampled_from([condition("FAIL", rule("T")), condition("ROLLBACK", rule("T"), rule("U"))]),
        "onFailure": st.sampled_from([RETRY, RETRY_ALL, ROLLBACK]),
    }
)


@given(st.sampled_from(["SUPERSEDED", "QUEUED"]), KINDS, STEPS)
def test_whatever_happens_everything_ends_and_a_rollback_has_a_good_target(
    mode: str, conditions: dict[str, Declaration], steps: list[tuple[str, int]]
) -> None:
    machine, running = executions(mode, **conditions), list[RunAction | RunRule]()
    left_well: set[str] = set()

    def follow(effects: list[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, RollbackStarted):
                assert effect.target_id in left_well
                assert machine.by_id[effect.target_id].target is None
            if isinstance(effect, StageChanged) and effect.status is Status.SUCCEEDED and effect.stage.name == "Second":
                left_well.add(effect.execution_id)
        running.extend(effect for effect in effects if isinstance(effect, ASKED))

    def end_one(number: int, succeeded: bool) -> None:
        one = running.pop(number)
        if isinstance(one, RunAction):
            follow(machine.action_ended(one.execution_id, one.action.name, succeeded))
        else:
            follow(machine.rule_ended(one.execution_id, one.moment, one.rule.name, succeeded))

    for step, pick in steps:
        known = list(machine.by_id)
        if step == "start":
            follow(machine.start(str(len(known))))
        elif step in ("pass", "fail") and running:
            end_one(pick % len(running), step == "pass")
        elif step == "stop" and known:
            follow(machine.stop(known[pick % len(known)], abandon=bool(pick % 2)))
        elif step == "update":
            follow(machine.redefine(machine.pipeline))
            left_well.clear()
        elif step == "override" and running and isinstance(one := running[pick % len(running)], RunRule):
            with contextlib.suppress(NotOverridable):
                follow(machine.override(one.execution_id, "Second", one.moment))
        elif step == "roll back" and known:
            with contextlib.suppress(NotRollbackable):
                follow(machine.roll_back("Second", known[pick % len(known)]))
        occupants = [gate.occupant for gate in machine.gates if gate.occupant]
        assert len(occupants) == len(set(occupants))
        assert all(not machine.by_id[each].status.ended for each in occupants)
    for _ in range(1000):
        if not running:
            break
        end_one(0, True)
    assert all(execution.status.ended for execution in machine.by_id.values())
