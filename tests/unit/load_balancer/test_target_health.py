"""When a target counts as healthy."""

import pytest

from rehearsal.load_balancer.target_health import FAILED_CHECKS, Failure, Health, State, accepts


def after(*results: Failure | None, start: State = State.INITIAL) -> State:
    health = Health(start, None)
    for result in results:
        health = health.after(result, healthy_threshold=3, unhealthy_threshold=2)
    return health.state


def test_a_new_target_needs_one_passed_check() -> None:
    assert after(None) is State.HEALTHY


def test_a_new_target_that_fails_becomes_unhealthy_at_the_threshold() -> None:
    assert after(FAILED_CHECKS) is State.INITIAL
    assert after(FAILED_CHECKS, FAILED_CHECKS) is State.UNHEALTHY


def test_only_consecutive_failures_count() -> None:
    assert after(FAILED_CHECKS, None, FAILED_CHECKS, start=State.HEALTHY) is State.HEALTHY
    assert after(FAILED_CHECKS, FAILED_CHECKS, start=State.HEALTHY) is State.UNHEALTHY


def test_an_unhealthy_target_needs_the_whole_healthy_threshold() -> None:
    assert after(None, None, start=State.UNHEALTHY) is State.UNHEALTHY
    assert after(None, None, FAILED_CHECKS, None, start=State.UNHEALTHY) is State.UNHEALTHY
    assert after(None, None, None, start=State.UNHEALTHY) is State.HEALTHY


@pytest.mark.parametrize(
    ("matcher", "status", "accepted"),
    [("200", 200, True), ("200", 204, False), ("200-299", 204, True), ("200-299", 300, False), ("200,302", 302, True)],
)
def test_a_matcher_accepts_codes_and_ranges(matcher: str, status: int, accepted: bool) -> None:
    assert accepts(matcher, status) is accepted
