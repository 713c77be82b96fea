"""The lifecycle events on one instance."""

import pytest

from rehearsal.codedeploy.instance_run import EventFailed, run, unknown_error
from rehearsal.codedeploy.store import InstanceTarget, LifecycleEvent, Shape

EVENTS = ("ApplicationStop", "Install", "ValidateService")


class Watcher:
    def __init__(self) -> None:
        self.seen: list[tuple[str, str]] = []

    def event_changed(self, target: InstanceTarget, event: LifecycleEvent) -> None:
        self.seen.append((event.name, str(event.status)))


class Perform:
    def __init__(self, failing: str | None = None, broken: str | None = None) -> None:
        self.failing, self.broken, self.performed = failing, broken, list[str]()

    def __call__(self, event: str) -> Shape | None:
        self.performed.append(event)
        if event == self.failing:
            raise EventFailed(unknown_error("no"))
        if event == self.broken:
            raise OSError("gone")
        return None


def a_target() -> InstanceTarget:
    return InstanceTarget("i-1", "arn", [LifecycleEvent(name) for name in EVENTS])


def statuses(target: InstanceTarget) -> list[str]:
    return [str(event.status) for event in target.events]


def test_events_run_in_order_and_each_change_is_told() -> None:
    target, doing, watcher = a_target(), Perform(), Watcher()
    assert run(target, doing, lambda: False, watcher)
    assert doing.performed == list(EVENTS)
    assert watcher.seen == [(name, status) for name in EVENTS for status in ("InProgress", "Succeeded")]
    assert all(event.started and event.ended for event in target.events)


def test_after_a_failed_event_the_rest_is_skipped() -> None:
    target = a_target()
    assert not run(target, Perform(failing="Install"), lambda: False, Watcher())
    assert statuses(target) == ["Succeeded", "Failed", "Skipped"]
    assert target.events[1].diagnostics == unknown_error("no")


def test_a_stop_lets_the_running_event_end() -> None:
    target, doing = a_target(), Perform()
    assert not run(target, doing, lambda: len(doing.performed) == 1, Watcher())
    assert statuses(target) == ["Succeeded", "Skipped", "Skipped"]


def test_an_unexpected_error_marks_the_event_and_is_raised() -> None:
    target = a_target()
    with pytest.raises(OSError, match="gone"):
        run(target, Perform(broken="Install"), lambda: False, Watcher())
    assert statuses(target) == ["Succeeded", "Failed", "Skipped"]
