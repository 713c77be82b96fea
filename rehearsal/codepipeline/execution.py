"""How executions move through a pipeline's stages: a state machine without clock, threads or I/O.

Every method takes an event and returns the effects that follow from it, in order. The semantics are
those of "How pipeline executions work": a stage holds one execution at a time; under SUPERSEDED a newer
execution that waits before a stage replaces the older one; under QUEUED they wait in line; under
PARALLEL nobody waits. An update of the pipeline cancels what is under way.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from rehearsal.codepipeline.definition import Action, Pipeline, Stage


class Status(StrEnum):
    IN_PROGRESS = "InProgress"
    STOPPING = "Stopping"
    STOPPED = "Stopped"
    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
    SUPERSEDED = "Superseded"
    CANCELLED = "Cancelled"

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
class StageChanged:
    execution_id: str
    stage: Stage
    status: Status


@dataclass(frozen=True)
class ExecutionChanged:
    execution_id: str
    status: Status


Effect = RunAction | AbandonAction | StageChanged | ExecutionChanged


@dataclass
class Execution:
    id: str
    status: Status = Status.IN_PROGRESS
    position: int = 0  # index of the stage it is in or waits for
    remaining: list[tuple[Action, ...]] = field(default_factory=list)  # groups of the stage yet to run
    running: set[str] = field(default_factory=set)  # names of actions
    failed: set[str] = field(default_factory=set)  # names of this stage's actions that failed


@dataclass
class Gate:
    """The way into a stage."""

    occupant: str | None = None
    last: str | None = None  # the execution that entered last: the only one that may be retried
    waiting: list[str] = field(default_factory=list)
    closed_because: str | None = None  # the reason given to DisableStageTransition


class Executions:
    """All executions of one pipeline."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline
        self.by_id: dict[str, Execution] = {}
        self.gates = [Gate() for _ in pipeline.stages]

    def start(self, execution_id: str) -> list[Effect]:
        execution = self.by_id[execution_id] = Execution(execution_id)
        effects: list[Effect] = [ExecutionChanged(execution_id, Status.IN_PROGRESS)]
        return effects + self._arrive(execution, 0)

    def action_ended(self, execution_id: str, action: str, succeeded: bool) -> list[Effect]:
        """An action that RunAction asked for has ended. An execution that has ended ignores it."""
        execution = self.by_id[execution_id]
        if execution.status.ended or action not in execution.running:
            return []
        execution.running.discard(action)
        if not succeeded:
            execution.failed.add(action)
        return [] if execution.running else self._group_ended(execution)

    def stop(self, execution_id: str, abandon: bool) -> list[Effect]:
        """Stop and wait for the running actions, or abandon them."""
        execution = self.by_id[execution_id]
        if execution.status.ended:
            return []
        execution.status = Status.STOPPING
        effects: list[Effect] = [ExecutionChanged(execution_id, Status.STOPPING)]
        if abandon:
            effects += self._abandon(execution)
        return effects if execution.running else effects + self._end(execution, Status.STOPPED)

    def redefine(self, pipeline: Pipeline) -> list[Effect]:
        """The pipeline was updated: what is under way is cancelled (status Cancelled in the API reference)."""
        effects: list[Effect] = []
        for execution in [e for e in self.by_id.values() if not e.status.ended]:
            effects += self._abandon(execution)
            effects += self._end(execution, Status.CANCELLED, admit=False)
        closed = {s.name: g.closed_because for s, g in zip(self.pipeline.stages, self.gates, strict=True)}
        self.pipeline = pipeline
        self.gates = [Gate(closed_because=closed.get(stage.name)) for stage in pipeline.stages]
        return effects

    def set_transition(self, stage: str, closed_because: str | None) -> list[Effect]:
        """Disable (with a reason) or enable (None) the transition into a stage."""
        position = self._position(stage)
        self.gates[position].closed_because = closed_because
        return self._admit(position)

    def retry(self, execution_id: str, stage: str, all_actions: bool) -> list[Effect]:
        """Run a failed stage again. Raises ValueError when the execution is not the stage's latest failure."""
        execution, position = self.by_id[execution_id], self._position(stage)
        gate = self.gates[position]
        if execution.status not in (Status.FAILED, Status.STOPPED) or execution.position != position:
            raise ValueError(f"execution {execution_id} has not failed in stage {stage}")
        if gate.last != execution_id or gate.occupant is not None:
            raise ValueError(f"a newer execution has entered stage {stage}")
        execution.status = Status.IN_PROGRESS
        effects: list[Effect] = [ExecutionChanged(execution_id, Status.IN_PROGRESS)]
        groups = self.pipeline.stages[position].groups()
        if execution.failed and not all_actions:
            first = next(i for i, g in enumerate(groups) if any(a.name in execution.failed for a in g))
            again = tuple(a for a in groups[first] if a.name in execution.failed)
            groups = [again, *groups[first + 1 :]]
        return effects + self._enter(execution, groups)

    def _position(self, stage: str) -> int:
        return [s.name for s in self.pipeline.stages].index(stage)

    def _arrive(self, execution: Execution, position: int) -> list[Effect]:
        if position == len(self.pipeline.stages):
            return self._end(execution, Status.SUCCEEDED)
        execution.position = position
        gate, effects = self.gates[position], list[Effect]()
        if self.pipeline.execution_mode == "SUPERSEDED":
            for older in gate.waiting:
                self.by_id[older].status = Status.SUPERSEDED
                effects.append(ExecutionChanged(older, Status.SUPERSEDED))
            gate.waiting.clear()
        gate.waiting.append(execution.id)
        return effects + self._admit(position)

    def _admit(self, position: int) -> list[Effect]:
        gate, effects = self.gates[position], list[Effect]()
        parallel = self.pipeline.execution_mode == "PARALLEL"
        while gate.waiting and gate.closed_because is None and (parallel or gate.occupant is None):
            execution = self.by_id[gate.waiting.pop(0)]
            effects += self._enter(execution, self.pipeline.stages[position].groups())
        return effects

    def _enter(self, execution: Execution, groups: list[tuple[Action, ...]]) -> list[Effect]:
        gate = self.gates[execution.position]
        gate.occupant = gate.last = execution.id
        execution.remaining, execution.failed = list(groups), set()
        stage = self.pipeline.stages[execution.position]
        return [StageChanged(execution.id, stage, Status.IN_PROGRESS), *self._next_group(execution)]

    def _next_group(self, execution: Execution) -> list[Effect]:
        group = execution.remaining.pop(0)
        execution.running = {action.name for action in group}
        stage = self.pipeline.stages[execution.position]
        return [RunAction(execution.id, stage, action) for action in group]

    def _group_ended(self, execution: Execution) -> list[Effect]:
        stage = self.pipeline.stages[execution.position]
        if execution.failed:
            return [StageChanged(execution.id, stage, Status.FAILED), *self._end(execution, Status.FAILED)]
        if execution.status is Status.STOPPING:
            return self._end(execution, Status.STOPPED)
        if execution.remaining:
            return self._next_group(execution)
        left = execution.position
        effects: list[Effect] = [StageChanged(execution.id, stage, Status.SUCCEEDED)]
        effects += self._arrive(execution, left + 1)
        return effects + self._leave(execution, left)

    def _end(self, execution: Execution, status: Status, admit: bool = True) -> list[Effect]:
        execution.status = status
        effects: list[Effect] = [ExecutionChanged(execution.id, status)]
        for gate in self.gates:
            if execution.id in gate.waiting:
                gate.waiting.remove(execution.id)
        if admit and execution.position < len(self.gates):
            effects += self._leave(execution, execution.position)
        return effects

    def _leave(self, execution: Execution, position: int) -> list[Effect]:
        if self.gates[position].occupant == execution.id:
            self.gates[position].occupant = None
        return self._admit(position)

    def _abandon(self, execution: Execution) -> list[Effect]:
        stage = self.pipeline.stages[execution.position]
        abandoned: Iterable[Action] = (a for a in stage.actions if a.name in execution.running)
        effects: list[Effect] = [AbandonAction(execution.id, stage, action) for action in abandoned]
        execution.running = set()
        return effects
