"""How soon a task that does not start is tried again."""

from rehearsal.ecs.scheduler import LONGEST_MINUTES, Throttle
from rehearsal.server import pace


def test_starts_that_fail_are_tried_ever_more_slowly() -> None:
    throttle, pauses, now = Throttle(), [], 0.0
    for _ in range(7):
        throttle.failed(now)
        pauses.append(throttle.pause(now))
        now += throttle.pause(now)
        assert throttle.pause(now) == 0
    assert pauses == [pace.seconds(minutes) for minutes in (1, 2, 4, 8, 16, LONGEST_MINUTES, LONGEST_MINUTES)]


def test_one_that_outlives_its_start_ends_the_throttle() -> None:
    throttle = Throttle()
    throttle.failed(0)
    throttle.outlived()
    assert throttle.pause(0) == 0
    throttle.failed(0)
    assert throttle.pause(0) == pace.seconds(1)
