"""Which target gets the next request, and how targets leave."""

import pytest

from rehearsal.load_balancer.target_group import Endpoint, TargetGroup, Turn
from rehearsal.load_balancer.target_health import Health, State

ONE, TWO = Endpoint("i-1", "127.0.0.2", 8080), Endpoint("i-2", "127.0.0.3", 8080)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def group(clock: Clock) -> TargetGroup:
    made = TargetGroup(clock)
    made.follow([ONE, TWO], 30)
    for target in made.targets():
        target.health = Health(State.HEALTHY, None)
    return made


def begun(group: TargetGroup) -> Turn:
    turn = group.begin()
    assert turn is not None
    return turn


def test_requests_go_round(group: TargetGroup) -> None:
    asked = [begun(group).target.endpoint for _ in range(4)]
    assert asked[:2] == asked[2:]
    assert set(asked) == {ONE, TWO}


def test_unhealthy_targets_get_nothing_while_a_healthy_one_is_left(group: TargetGroup) -> None:
    group.targets()[0].health = Health(State.UNHEALTHY, None)
    assert {begun(group).target.endpoint for _ in range(4)} == {TWO}


def test_with_unhealthy_targets_only_the_load_balancer_fails_open(group: TargetGroup) -> None:
    for target in group.targets():
        target.health = Health(State.UNHEALTHY, None)
    assert begun(group).target.endpoint in (ONE, TWO)


def test_a_new_target_gets_nothing_before_its_first_check(clock: Clock) -> None:
    fresh = TargetGroup(clock)
    fresh.follow([ONE], 30)
    assert fresh.begin() is None


def test_a_deregistered_target_drains_until_its_last_request_has_ended(group: TargetGroup) -> None:
    turns = [begun(group), begun(group)]
    busy = next(turn for turn in turns if turn.target.endpoint == ONE)
    next(turn for turn in turns if turn.target.endpoint == TWO).end()
    group.follow([TWO], 30)
    assert [t.shown()[0] for t in group.targets()] == [State.DRAINING, State.HEALTHY]
    assert {begun(group).target.endpoint for _ in range(4)} == {TWO}
    busy.end()
    group.follow([TWO], 30)
    assert [t.endpoint for t in group.targets()] == [TWO]


def test_what_is_in_flight_after_the_delay_is_cut_off(group: TargetGroup, clock: Clock) -> None:
    cut: list[str] = []
    begun(group).cut_off_by(lambda: cut.append("first"))
    begun(group).cut_off_by(lambda: cut.append("second"))
    group.follow([], 30)
    clock.now = 29.9
    group.follow([], 30)
    assert cut == []
    clock.now = 30.0
    group.follow([], 30)
    assert sorted(cut) == ["first", "second"]
    assert group.targets() == []


def test_a_target_that_comes_back_starts_anew(group: TargetGroup) -> None:
    group.follow([TWO], 30)
    group.follow([ONE, TWO], 30)
    assert {t.endpoint: t.shown()[0] for t in group.targets()} == {ONE: State.INITIAL, TWO: State.HEALTHY}
