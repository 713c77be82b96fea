"""What the engine knows of executions, and of the runs of their actions and rules."""

import threading
import time
import uuid
from dataclasses import dataclass, field

from rehearsal.codepipeline.artifacts import Location
from rehearsal.codepipeline.conditions import Moment, Rule
from rehearsal.codepipeline.definition import Action, Pipeline
from rehearsal.codepipeline.job import Outcome, Progress


@dataclass(kw_only=True)
class Run:
    execution_id: str
    stage: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    status: str = "InProgress"
    started: float = field(default_factory=time.time)
    updated: float = field(default_factory=time.time)
    error: tuple[str, str] | None = None
    progress: Progress = field(default_factory=Progress)
    abandoned: threading.Event = field(default_factory=threading.Event)


@dataclass(kw_only=True)
class ActionRun(Run):
    """One run of one action, as GetPipelineState and ListActionExecutions show it."""

    action: Action
    inputs: dict[str, Location] = field(default_factory=dict)
    resolved: dict[str, str] = field(default_factory=dict)  # its configuration, with variables
    outcome: Outcome = field(default_factory=Outcome)


@dataclass(kw_only=True)
class RuleRun(Run):
    """One run of one rule of a condition, as GetPipelineState and ListRuleExecutions show it."""

    moment: Moment
    rule: Rule
    resolved: dict[str, str] = field(default_factory=dict)  # its configuration, with variables


@dataclass
class ConditionRun:
    """The latest time that a stage asked a condition of an execution."""

    execution_id: str
    status: str
    updated: float = field(default_factory=time.time)


@dataclass
class Retries:
    """Of one stage by one execution."""

    automatic: int = 0
    manual: int = 0
    latest: str = ""  # AutomatedStageRetry or ManualStageRetry


@dataclass
class ExecutionRecord:
    id: str
    trigger_type: str
    trigger_detail: str
    revision: str
    pipeline: Pipeline
    target: str | None = None  # of a rollback: the execution to which it returns
    started: float = field(default_factory=time.time)
    updated: float = field(default_factory=time.time)
    artifacts: dict[str, Location] = field(default_factory=dict)
    variables: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def type(self) -> str:
        return "ROLLBACK" if self.target else "STANDARD"
