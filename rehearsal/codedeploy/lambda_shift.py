"""One deployment of a Lambda function, as a state machine: values in, values out.

https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-steps-lambda.html
"""

from dataclasses import dataclass, replace
from math import ceil

from rehearsal.codedeploy.deployment import Error, Outcome, Status, StopReason

BEFORE, TRAFFIC, AFTER = "BeforeAllowTraffic", "AllowTraffic", "AfterAllowTraffic"


@dataclass(frozen=True)
class Step:
    """So much of the traffic goes to the new version, for so long."""

    percent: int
    minutes: float = 0


@dataclass(frozen=True)
class RunHook:
    event: str


@dataclass(frozen=True)
class SetWeight:
    percent: int


@dataclass(frozen=True)
class Wait:
    minutes: float


Action = RunHook | SetWeight | Wait


def all_at_once() -> tuple[Step, ...]:
    return (Step(100),)


def canary(percent: int, minutes: float) -> tuple[Step, ...]:
    return Step(percent, minutes), Step(100)


def linear(percent: int, minutes: float) -> tuple[Step, ...]:
    """The first share at once, another after each interval, until nothing is left."""
    shares = [min(100, percent * number) for number in range(1, ceil(100 / percent) + 1)]
    return (*(Step(share, minutes) for share in shares[:-1]), Step(100))


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


def shift(steps: tuple[Step, ...], hooks: frozenset[str]) -> Shift:
    """A deployment that has not begun. `hooks`: the events for which the AppSpec names a function."""
    traffic: list[Action] = []
    for step in steps:
        traffic.append(SetWeight(step.percent))
        traffic += [Wait(step.minutes)] if step.minutes else []
    before, after = ([RunHook(event)] if event in hooks else [] for event in (BEFORE, AFTER))
    return Shift((*before, *traffic, *after))
