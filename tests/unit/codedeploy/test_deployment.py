"""The state machine of a deployment: order, minimum healthy hosts, verdicts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.codedeploy.deployment import (
    MINIMUM_TOO_HIGH,
    NO_INSTANCES,
    TOO_MANY_FAILED,
    Deployment,
    Error,
    Outcome,
    Status,
    StopReason,
    deployment,
)  # fmt: skip
from rehearsal.codedeploy.minimum_healthy_hosts import Kind, MinimumHealthyHosts

ALARM = Error(StopReason.ALARM, "rings")
REQUEST = Error(StopReason.REQUEST, "stop")


def healthy_fleet(size: int) -> list[tuple[str, bool]]:
    return [(f"i-{number}", True) for number in range(size)]


def play(state: Deployment, failing: set[str], at_a_time: list[int] | None = None) -> Outcome:
    """Run a deployment to its end; `failing` instances fail."""
    for _ in range(10 * len(state.targets) + 10):
        outcome = state.outcome()
        if outcome is not None:
            return outcome
        for instance_id in state.next_instances():
            state = state.with_status(instance_id, Status.IN_PROGRESS)
        if at_a_time is not None:
            at_a_time.append(state.count(Status.IN_PROGRESS))
        running = [t.instance_id for t in state.targets if t.status is Status.IN_PROGRESS]
        done = Status.FAILED if running[0] in failing else Status.SUCCEEDED
        state = state.with_status(running[0], done)
    raise AssertionError("the deployment does not end")


@pytest.mark.parametrize(
    ("kind", "value", "fleet", "minimum"),
    [
        (Kind.MOST_CONCURRENCY, 1, 1, 0), (Kind.MOST_CONCURRENCY, 1, 9, 8),
        (Kind.FLEET_PERCENT, 50, 9, 5), (Kind.FLEET_PERCENT, 50, 2, 1), (Kind.FLEET_PERCENT, 50, 1, 1),
        (Kind.FLEET_PERCENT, 95, 20, 19), (Kind.FLEET_PERCENT, 34, 3, 2),
        (Kind.HOST_COUNT, 0, 5, 0), (Kind.HOST_COUNT, 3, 5, 3),
    ],
)  # fmt: skip
def test_a_percentage_of_the_fleet_is_rounded_up(kind: Kind, value: int, fleet: int, minimum: int) -> None:
    assert MinimumHealthyHosts(kind, value).of(fleet) == minimum


def test_one_at_a_time_deploys_to_one_instance_at_a_time() -> None:
    seen: list[int] = []
    assert play(deployment(healthy_fleet(3), 2), set(), seen) == Outcome(Status.SUCCEEDED)
    assert seen == [1, 1, 1]


def test_one_at_a_time_fails_at_the_first_failure_but_not_at_the_last_instance() -> None:
    state = deployment(healthy_fleet(3), 2)
    assert play(state, {"i-0"}) == Outcome(Status.FAILED, TOO_MANY_FAILED, "DEPLOYMENT_FAILURE")
    assert play(state, {"i-2"}) == Outcome(Status.SUCCEEDED)


def test_the_only_instance_must_succeed() -> None:
    assert play(deployment(healthy_fleet(1), 0), {"i-0"}).status is Status.FAILED


def test_all_at_once_succeeds_if_one_instance_does() -> None:
    state = deployment(healthy_fleet(4), 0)
    assert play(state, {"i-0", "i-1", "i-2"}).status is Status.SUCCEEDED
    assert play(state, {"i-0", "i-1", "i-2", "i-3"}).error == TOO_MANY_FAILED


def test_half_at_a_time_needs_half_rounded_up_to_succeed() -> None:
    state = deployment(healthy_fleet(9), 5)
    assert play(state, {f"i-{n}" for n in range(5, 9)}).status is Status.SUCCEEDED
    assert play(state, {f"i-{n}" for n in range(4, 9)}).status is Status.FAILED


def test_a_minimum_that_the_fleet_cannot_spare_fails_before_anything_starts() -> None:
    state = deployment(healthy_fleet(2), 2)
    assert state.next_instances() == ()
    assert state.outcome() == Outcome(Status.FAILED, MINIMUM_TOO_HIGH)


def test_an_empty_fleet_fails() -> None:
    outcome = deployment([], 0).outcome()
    assert outcome is not None
    assert outcome.error == NO_INSTANCES


def test_unhealthy_instances_come_first() -> None:
    state = deployment([("old", True), ("broken", False), ("new", False)], 1)
    assert state.next_instances() == ("broken", "new")


def test_what_is_in_progress_ends_before_a_stopped_deployment_does() -> None:
    state = deployment(healthy_fleet(2), 1).with_status("i-0", Status.IN_PROGRESS).stopped(REQUEST)
    assert state.next_instances() == ()
    assert state.outcome() is None
    ended = state.with_status("i-0", Status.SUCCEEDED).outcome()
    assert ended == Outcome(Status.STOPPED, REQUEST, "DEPLOYMENT_STOP_ON_REQUEST")


def test_a_stop_that_comes_too_late_changes_nothing() -> None:
    state = deployment(healthy_fleet(1), 0).with_status("i-0", Status.SUCCEEDED).stopped(REQUEST)
    assert state.outcome() == Outcome(Status.SUCCEEDED)


def test_an_alarm_before_the_start_fails_and_later_stops() -> None:
    state = deployment(healthy_fleet(2), 1)
    before, after = state.stopped(ALARM), state.with_status("i-0", Status.SUCCEEDED).stopped(ALARM)
    assert before.outcome() == Outcome(Status.FAILED, ALARM, None)
    assert after.outcome() == Outcome(Status.STOPPED, ALARM, "DEPLOYMENT_STOP_ON_ALARM")


def test_a_stop_before_anything_began_leaves_nothing_to_roll_back() -> None:
    outcome = deployment(healthy_fleet(2), 1).stopped(REQUEST).outcome()
    assert outcome == Outcome(Status.STOPPED, REQUEST, None)


def test_a_denied_permission_fails_the_deployment_with_its_own_error() -> None:
    denied = Error("IAM_ROLE_PERMISSIONS", "no")
    state = deployment(healthy_fleet(1), 0).with_status("i-0", Status.FAILED).stopped(denied)
    assert state.outcome() == Outcome(Status.FAILED, denied, "DEPLOYMENT_FAILURE")


@st.composite
def runs(draw: st.DrawFn) -> tuple[list[tuple[str, bool]], int, list[tuple[int, bool]]]:
    health = draw(st.lists(st.booleans(), min_size=1, max_size=8))
    minimum = draw(st.integers(0, len(health) - 1))
    endings = draw(st.lists(st.tuples(st.integers(0, 7), st.booleans()), min_size=8, max_size=8))
    return [(f"i-{n}", good) for n, good in enumerate(health)], minimum, endings


@given(runs())
def test_never_fewer_than_the_minimum_in_service(
    run: tuple[list[tuple[str, bool]], int, list[tuple[int, bool]]],
) -> None:
    """Whatever the order in which instances end and fail: the deployment ends, and what was healthy stays so
    down to the minimum."""
    fleet, minimum, endings = run
    state = deployment(fleet, minimum)
    at_start = sum(good for _, good in fleet)
    for pick, good in endings:
        for instance_id in state.next_instances():
            state = state.with_status(instance_id, Status.IN_PROGRESS)
        in_service = sum(t.status is Status.PENDING and t.healthy for t in state.targets)
        assert in_service + state.count(Status.SUCCEEDED) >= min(minimum, at_start)
        running = [t.instance_id for t in state.targets if t.status is Status.IN_PROGRESS]
        if not running:
            break
        done = Status.SUCCEEDED if good else Status.FAILED
        state = state.with_status(running[pick % len(running)], done)
    outcome = state.outcome()
    assert outcome is not None
    if outcome.status is Status.SUCCEEDED:
        assert state.count(Status.SUCCEEDED) >= max(minimum, 1)
