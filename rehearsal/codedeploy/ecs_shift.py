"""One deployment of an ECS service, as a state machine: values in, values out.

https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-steps-ecs.html
"""

from dataclasses import dataclass
from enum import StrEnum

from rehearsal.codedeploy import traffic_shift
from rehearsal.codedeploy.traffic_shift import SetWeight, Step, Wait, traffic

EVENTS = (
    "BeforeInstall", "Install", "AfterInstall", "AllowTestTraffic", "AfterAllowTestTraffic", "BeforeAllowTraffic",
    "AllowTraffic", "AfterAllowTraffic",
)  # fmt: skip


class Task(StrEnum):
    """What CodeDeploy does without a number."""

    INSTALL = "start the replacement task set, until it is steady"
    TEST = "send the test listener's requests to it"
    PRIMARY = "make it the service's primary task set"
    END_ORIGINAL = "end the original task set"
    RETURN_TEST = "send the test listener's requests where they went before"
    RETURN_PRIMARY = "make the original the primary task set again"
    END_REPLACEMENT = "end the replacement task set"


Action = Task | SetWeight | Wait


@dataclass(frozen=True)
class Shift(traffic_shift.Shift[Action]):
    """With what undoes it."""

    def undo(self) -> tuple[Action, ...]:
        """What returns every request to the original, in an order in which none is lost; nothing without it."""
        if Task.END_ORIGINAL in self.done:
            return ()
        moved = any(isinstance(action, SetWeight) for action in self.done)
        steps: list[tuple[bool, Action]] = [
            (moved, SetWeight(0)),
            (Task.PRIMARY in self.done, Task.RETURN_PRIMARY),
            (Task.TEST in self.done, Task.RETURN_TEST),
            (Task.INSTALL in self.done, Task.END_REPLACEMENT),
        ]
        return tuple(action for needed, action in steps if needed)


def shift(steps: tuple[Step, ...], test_listener: bool, keep_minutes: float) -> Shift:
    """A deployment that has not begun."""
    test = (Task.TEST,) if test_listener else ()
    return Shift((Task.INSTALL, *test, *traffic(steps), Task.PRIMARY, Wait(keep_minutes, kept=True), Task.END_ORIGINAL))
