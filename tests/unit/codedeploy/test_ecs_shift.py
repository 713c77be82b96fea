"""The state machine of a deployment to ECS, whatever the steps and wherever it is stopped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.codedeploy.deployment import Error, Status, StopReason
from rehearsal.codedeploy.ecs_revision import parse
from rehearsal.codedeploy.ecs_shift import Shift, Task, shift
from rehearsal.codedeploy.traffic_shift import SetWeight, Step, Wait, all_at_once, canary, linear
from rehearsal.server.service import ApiError

PERCENT, MINUTES = st.integers(1, 99), st.integers(1, 2880)
STEPS = st.one_of(
    st.just(all_at_once()),
    st.builds(canary, PERCENT, MINUTES),
    st.builds(linear, PERCENT, MINUTES),
)
SHIFTS = st.builds(shift, STEPS, st.booleans(), st.integers(0, 2880))
ALARM, REQUEST = Error(StopReason.ALARM, "5xx"), Error(StopReason.REQUEST, "stop")


def run(state: Shift, actions: int) -> Shift:
    for _ in range(actions):
        if state.next is not None:
            state = state.after(state.next)
    return state


@given(STEPS)
def test_the_share_of_the_new_version_grows_to_all(steps: tuple[Step, ...]) -> None:
    shares = [step.percent for step in steps]
    assert shares == sorted(set(shares))
    assert shares[-1] == 100
    assert all(step.minutes for step in steps[:-1])
    assert not steps[-1].minutes


def test_steps_are_as_documented() -> None:
    assert [step.percent for step in linear(30, 1)] == [30, 60, 90, 100]
    assert [step.percent for step in canary(10, 5)] == [10, 100]


@given(SHIFTS)
def test_undisturbed_it_succeeds_and_ends_the_original_last(state: Shift) -> None:
    done = run(state, 1000)
    assert done.outcome() is not None
    assert done.outcome().status is Status.SUCCEEDED  # type: ignore[union-attr]
    assert done.done[0] is Task.INSTALL
    assert done.done[-3] is Task.PRIMARY
    assert isinstance(done.done[-2], Wait)
    assert done.done[-1] is Task.END_ORIGINAL
    assert done.undo() == ()


@given(SHIFTS, st.integers(0, 60), st.sampled_from([ALARM, REQUEST, Error("X", "broken")]))
def test_wherever_it_stops_every_request_returns_before_a_task_ends(state: Shift, actions: int, why: Error) -> None:
    stopped = run(state, actions).stopped(why)
    if Task.END_ORIGINAL in stopped.done:
        return
    undo = stopped.undo()
    moved = any(isinstance(action, SetWeight) for action in stopped.done)
    assert (SetWeight(0) in undo) == moved
    assert (Task.END_REPLACEMENT in undo) == (Task.INSTALL in stopped.done)
    assert Task.END_ORIGINAL not in undo
    if undo:
        assert undo[-1] is Task.END_REPLACEMENT
    assert stopped.next is None


@given(SHIFTS, st.integers(0, 60))
def test_the_first_reason_counts_and_an_alarm_before_anything_fails_it(state: Shift, actions: int) -> None:
    stopped = run(state, actions).stopped(ALARM).stopped(REQUEST)
    outcome = stopped.outcome()
    assert outcome is not None
    assert outcome.error == ALARM
    begun = bool(stopped.done)
    assert outcome.status is (Status.STOPPED if begun else Status.FAILED)
    assert outcome.rollback_event == ("DEPLOYMENT_STOP_ON_ALARM" if begun else None)


def content(more: str = "") -> dict[str, object]:
    text = (
        "version: 0.0\nResources:\n  - TargetService:\n      Type: AWS::ECS::Service\n      Properties:\n"
        "        TaskDefinition: arn\n        LoadBalancerInfo: {ContainerName: app, ContainerPort: 8080}\n"
    )
    return {"revisionType": "AppSpecContent", "appSpecContent": {"content": text + more, "sha256": ""}}


def test_an_appspec_names_task_definition_container_and_port() -> None:
    found = parse(content())
    assert (found.task_definition, found.container, found.port) == ("arn", "app", 8080)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("Hooks:\n  - BeforeInstall: check\n", "does not have Hooks"),
        ("        NetworkConfiguration: {}\n", "does not have NetworkConfiguration"),
        ("  - Another: {}\n", "no AppSpec of one ECS service"),
    ],
)
def test_what_the_rehearsal_cannot_do_is_refused_by_name(more: str, says: str) -> None:
    with pytest.raises(ApiError, match=says):
        parse(content(more))


def test_a_revision_of_another_kind_is_refused() -> None:
    with pytest.raises(ApiError, match="AppSpecContent only"):
        parse({"revisionType": "S3"})
