"""A deployment that moves traffic in steps, as a state machine: values in, values out. ECS and Lambda have it alike.

https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
"""

from dataclasses import dataclass, replace
from math import ceil
from typing import Generic, Self, TypeVar

from rehearsal.codedeploy.deployment import Error, Outcome, Status, StopReason


@dataclass(frozen=True)
class Step:
    """So much of the traffic goes to the new version, for so long."""

    percent: int
    minutes: float = 0


@dataclass(frozen=True)
class SetWeight:
    """So many percent of the requests go to the new version."""

    percent: int


@dataclass(frozen=True)
class Wait:
    """`kept`: for how long the original stays ready, rather than between two steps."""

    minutes: float
    kept: bool = False


def all_at_once() -> tuple[Step, ...]:
    return (Step(100),)


def canary(percent: int, minutes: float) -> tuple[Step, ...]:
    return Step(percent, minutes), Step(100)


def linear(percent: int, minutes: float) -> tuple[Step, ...]:
    """The first share at once, another after each interval, until nothing is left."""
    shares = [min(100, percent * number) for number in range(1, ceil(100 / percent) + 1)]
    return (*(Step(share, minutes) for share in shares[:-1]), Step(100))


def traffic(steps: tuple[Step, ...]) -> tuple[SetWeight | Wait, ...]:
    """What carries the steps out."""
    actions: list[SetWeight | Wait] = []
    for step in steps:
        actions.append(SetWeight(step.percent))
        actions += [Wait(step.minutes)] if step.minutes else []
    return tuple(actions)


Action = TypeVar("Action")


@dataclass(frozen=True)
class Shift(Generic[Action]):
    """What is still to be done, and what is done; `stop`: why nothing more is to be done."""

    remaining: tuple[Action, ...]
    done: tuple[Action, ...] = ()
    stop: Error | None = None

    @property
    def next(self) -> Action | None:
        return self.remaining[0] if self.remaining and self.stop is None else None

    def after(self, action: Action) -> Self:
        """`action`, which was the next, has succeeded."""
        return replace(self, remaining=self.remaining[1:], done=(*self.done, action))

    def stopped(self, error: Error) -> Self:
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
