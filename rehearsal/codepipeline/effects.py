"""What follows from an event in a pipeline: for the engine to carry out, in order."""

from dataclasses import dataclass
from enum import StrEnum

from rehearsal.codepipeline.conditions import Moment, Rule
from rehearsal.codepipeline.definition import Action, Stage


class Status(StrEnum):
    """Of executions, stages and conditions: each has some of them."""

    IN_PROGRESS = "InProgress"
    STOPPING = "Stopping"
    STOPPED = "Stopped"
    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
    SUPERSEDED = "Superseded"
    CANCELLED = "Cancelled"
    SKIPPED = "Skipped"
    ABANDONED = "Abandoned"
    OVERRIDDEN = "Overridden"

    @property
    def ended(self) -> bool:
        return self not in (Status.IN_PROGRESS, Status.STOPPING)


@dataclass(frozen=True)
class RunAction:
    execution_id: str
    stage: Stage
    action: Action


@dataclass(frozen=True)
class AbandonAction:
    execution_id: str
    stage: Stage
    action: Action


@dataclass(frozen=True)
class RunRule:
    execution_id: str
    stage: Stage
    moment: Moment
    rule: Rule


@dataclass(frozen=True)
class AbandonRule:
    execution_id: str
    stage: Stage
    moment: Moment
    rule: Rule


@dataclass(frozen=True)
class ConditionChanged:
    execution_id: str
    stage: Stage
    moment: Moment
    status: Status


@dataclass(frozen=True)
class StageChanged:
    execution_id: str
    stage: Stage
    status: Status


@dataclass(frozen=True)
class StageRetried:
    """By itself; a person's retry is a call of the API."""

    execution_id: str
    stage: Stage


@dataclass(frozen=True)
class Held:
    """Before a stage whose inbound transition is disabled."""

    execution_id: str
    stage: Stage
    because: str


@dataclass(frozen=True)
class RollbackStarted:
    """A new execution, with the artifacts and variables of `target_id`; `failed_id` where one made it necessary."""

    execution_id: str
    target_id: str
    failed_id: str | None
    stage: Stage


@dataclass(frozen=True)
class ExecutionChanged:
    execution_id: str
    status: Status


Effect = (
    RunAction
    | AbandonAction
    | RunRule
    | AbandonRule
    | ConditionChanged
    | StageChanged
    | StageRetried
    | Held
    | RollbackStarted
    | ExecutionChanged
)
