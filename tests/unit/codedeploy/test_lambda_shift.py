"""How a deployment of a function moves on: hooks, shares of the traffic, waiting, and what stops it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.codedeploy.deployment import Error, Outcome, Status, StopReason
from rehearsal.codedeploy.lambda_shift import AFTER, BEFORE, Action, RunHook, Shift, shift
from rehearsal.codedeploy.traffic_shift import SetWeight, Step, Wait, all_at_once, canary, linear

BOTH = frozenset({BEFORE, AFTER})


def performed(state: Shift, most: int = 1000) -> tuple[list[Action], Outcome | None]:
    """Everything that succeeds, up to `most` actions."""
    for _ in range(most):
        if state.next is None:
            break
        state = state.after(state.next)
    return list(state.done), state.outcome()


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (all_at_once(), [SetWeight(100)]),
        (canary(10, 5), [SetWeight(10), Wait(5), SetWeight(100)]),
        (
            linear(30, 2),
            [SetWeight(30), Wait(2), SetWeight(60), Wait(2), SetWeight(90), Wait(2), SetWeight(100)],
        ),
        (linear(50, 1), [SetWeight(50), Wait(1), SetWeight(100)]),
    ],
)
def test_the_traffic_moves_in_these_steps(steps: tuple[Step, ...], expected: list[Action]) -> None:
    assert performed(shift(steps, frozenset())) == (expected, Outcome(Status.SUCCEEDED))


def test_hooks_run_before_any_traffic_and_after_all_of_it() -> None:
    assert performed(shift(canary(10, 5), BOTH))[0] == [
        RunHook(BEFORE),
        SetWeight(10),
        Wait(5),
        SetWeight(100),
        RunHook(AFTER),
    ]


@given(percent=st.integers(1, 99), minutes=st.integers(1, 100))
def test_linear_steps_rise_to_everything(percent: int, minutes: int) -> None:
    steps = linear(percent, minutes)
    shares = [step.percent for step in steps]
    assert shares == sorted(set(shares))
    assert shares[-1] == 100
    assert all(after - before <= percent for before, after in zip([0, *shares], shares, strict=False))
    assert [step.minutes for step in steps] == [minutes] * (len(steps) - 1) + [0]


@pytest.mark.parametrize(
    ("done", "code", "status", "event"),
    [
        (0, StopReason.ALARM, Status.FAILED, None),
        (1, StopReason.ALARM, Status.STOPPED, "DEPLOYMENT_STOP_ON_ALARM"),
        (2, StopReason.REQUEST, Status.STOPPED, "DEPLOYMENT_STOP_ON_REQUEST"),
        (0, "HOOK_EXECUTION_FAILURE", Status.FAILED, "DEPLOYMENT_FAILURE"),
        (4, "HOOK_EXECUTION_FAILURE", Status.FAILED, "DEPLOYMENT_FAILURE"),
    ],
)
def test_what_stops_it_decides_how_it_ends_and_what_is_undone(
    done: int, code: str, status: Status, event: str | None
) -> None:
    state = shift(canary(10, 5), BOTH)
    for _ in range(done):
        assert state.next is not None
        state = state.after(state.next)
    error = Error(code, "why")
    stopped = state.stopped(error).stopped(Error("LATER", "another"))
    assert stopped.next is None
    assert stopped.outcome() == Outcome(status, error, event)


@given(percent=st.integers(1, 99), done=st.integers(0, 30))
def test_nothing_ends_it_but_its_last_action_or_a_stop(percent: int, done: int) -> None:
    whole = shift(linear(percent, 1), BOTH)
    made, outcome = performed(whole, done)
    assert (outcome is None) == (len(made) < len(whole.remaining))
