"""One deployment of an ECS service, as a state machine: values in, values out.

https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-steps-ecs.html
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from rehearsal.codedeploy.deployment import Error, Outcome, Status, StopReason
from rehearsal.codedeploy.lambda_shift import Step

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


@dataclass(frozen=True)
class SetWeight:
    """So many percent of the production listener's requests go to the replacement."""

    percent: int


@dataclass(frozen=True)
class Wait:
    """`kept`: for how long the original stays ready, rather than between two steps."""

    minutes: float
    kept: bool = False


Action = Task | SetWeight | Wait


@dataclass(frozen=True)
class Shift:
    """What is still to be done, and what is done; `stop`: why nothing more is to be done."""

    remaining: tuple[Action, ...]
    done: tuple[Action, ...] = ()
    stop: Error | None = None

    @property
    def next(self) -> Action | None:
        return self.remaining[0] if self.remaining and self.stop is None else None

    def after(self, action: Action) -> "Shift":
        """`action`, which was the next, has succeeded."""
        return replace(self, remaining=self.remaining[1:], done=(*self.done, action))

    def stopped(self, error: Error) -> "Shift":
        """Do nothing more; the first reason counts."""
        return self if self.stop is not None else replace(self, stop=error)

    @property
    def begun(self) -> bool:
        """Whether there is anything to undo: an alarm that was on before anything fails the deployment."""
        return bool(self.done)

    def outcome(self) -> Outcome | None:
        """None while something is to be done."""
        if self.stop is None:
            return None if self.remaining else Outcome(Status.SUCCEEDED)
        if self.stop.code == StopReason.ALARM:
            status = Status.STOPPED if self.begun else Status.FAILED
            return Outcome(status, self.stop, "DEPLOYMENT_STOP_ON_ALARM" if self.begun else None)
        if self.stop.code == StopReason.REQUEST:
            return Outcome(Status.STOPPED, self.stop, "DEPLOYMENT_STOP_ON_REQUEST")
        return Outcome(Status.FAILED, self.stop, "DEPLOYMENT_FAILURE")

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
    traffic: list[Action] = []
    for step in steps:
        traffic.append(SetWeight(step.percent))
        traffic += [Wait(step.minutes)] if step.minutes else []
    test = (Task.TEST,) if test_listener else ()
    return Shift((Task.INSTALL, *test, *traffic, Task.PRIMARY, Wait(keep_minutes, kept=True), Task.END_ORIGINAL))
