"""How executions move through a pipeline's stages: a state machine without clock, threads or I/O.

Every method takes an event and returns the effects that follow from it, in order. The semantics are
those of "How pipeline executions work": a stage holds one execution at a time; under SUPERSEDED a newer
execution that waits before a stage replaces the older one; under QUEUED they wait in line; under
PARALLEL nobody waits. An update of the pipeline cancels what is under way. While the conditions of a stage
are asked, the execution is in the stage. A rollback is an execution of its own, of one stage alone.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from rehearsal.codepipeline.conditions import Moment
from rehearsal.codepipeline.definition import Action, Pipeline, Stage
from rehearsal.codepipeline.effects import (
    AbandonAction,
    AbandonRule,
    ConditionChanged,
    Effect,
    ExecutionChanged,
    Held,
    RollbackStarted,
    RunAction,
    RunRule,
    StageChanged,
    StageRetried,
    Status,
)

Groups = list[tuple[Action, ...]]


class NotOverridable(ValueError):
    """The condition is not under way, or its result is to skip the stage."""


class NotRollbackable(ValueError):
    """There is no such execution to return to, or the stage cannot be rolled back at all."""


@dataclass
class Execution:
    id: str
    target: str | None = None  # of a rollback: the execution to which it returns
    status: Status = Status.IN_PROGRESS
    position: int = 0  # index of the stage it is in or waits for
    remaining: Groups = field(default_factory=list)  # groups of the stage yet to run
    running: set[str] = field(default_factory=set)  # names of actions
    failed: set[str] = field(default_factory=set)  # names of this stage's actions that failed
    asked: Moment | None = None  # the condition that is asked now
    rules: set[str] = field(default_factory=set)  # names of its rules that run
    retried: bool = False  # whether this stage was retried by itself, which happens once


@dataclass
class Gate:
    """The way into a stage."""

    occupant: str | None = None
    last: str | None = None  # the execution that entered last: the only one that may be retried
    waiting: list[str] = field(default_factory=list)
    closed_because: str | None = None  # the reason given to DisableStageTransition
    succeeded: list[str] = field(default_factory=list)  # executions to which the stage can return, oldest first


class Executions:
    """All executions of one pipeline."""

    def __init__(self, pipeline: Pipeline, new_id: Callable[[], str] = lambda: str(uuid.uuid4())) -> None:
        self.pipeline = pipeline
        self.by_id: dict[str, Execution] = {}
        self.gates = [Gate() for _ in pipeline.stages]
        self._new_id = new_id  # for rollbacks, which start by themselves

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

    def rule_ended(self, execution_id: str, moment: Moment, rule: str, succeeded: bool) -> list[Effect]:
        """A rule that RunRule asked for has ended. The first that fails decides; one abandoned is ignored."""
        execution = self.by_id[execution_id]
        if execution.asked is not moment or rule not in execution.rules:
            return []
        execution.rules.discard(rule)
        if not succeeded:
            return [*self._condition_ended(execution, Status.FAILED), *self._condition_failed(execution, moment)]
        if execution.rules:
            return []
        return [*self._condition_ended(execution, Status.SUCCEEDED), *self._go_on(execution, moment)]

    def override(self, execution_id: str, stage: str, moment: Moment) -> list[Effect]:
        """Go on as if the condition were met. Raises NotOverridable."""
        execution, position = self.by_id[execution_id], self._position(stage)
        condition = self.pipeline.stages[position].conditions.at(moment)
        if execution.position != position or execution.asked is not moment or condition is None:
            raise NotOverridable(f"stage {stage} does not ask its condition {moment} of execution {execution_id} now")
        if condition.result == "SKIP":
            raise NotOverridable(f"the condition {moment} of stage {stage} skips it, which cannot be overridden")
        return [*self._condition_ended(execution, Status.OVERRIDDEN), *self._go_on(execution, moment)]

    def stop(self, execution_id: str, abandon: bool) -> list[Effect]:
        """Stop and wait for the running actions, or abandon them. Conditions are not waited for."""
        execution = self.by_id[execution_id]
        if execution.status.ended:
            return []
        execution.status = Status.STOPPING
        effects: list[Effect] = [ExecutionChanged(execution_id, Status.STOPPING)]
        if execution.asked is not None:
            effects += self._condition_ended(execution, Status.ABANDONED)
        if abandon:
            effects += self._abandon(execution)
        return effects if execution.running else effects + self._stopped(execution)

    def redefine(self, pipeline: Pipeline) -> list[Effect]:
        """The pipeline was updated: what is under way is cancelled (status Cancelled in the API reference).

        No stage can return to an execution of the former structure ("Considerations for rollbacks").
        """
        effects: list[Effect] = []
        for execution in [e for e in self.by_id.values() if not e.status.ended]:
            if execution.asked is not None:
                effects += self._condition_ended(execution, Status.CANCELLED)
            effects += self._abandon(execution)
            effects += self._end(execution, Status.CANCELLED)
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
        return effects + self._enter(execution, self._again(execution, all_actions))

    def roll_back(self, stage: str, target_id: str) -> list[Effect]:
        """Return a stage to an execution that succeeded in it; the first effect names the new execution.

        Raises NotRollbackable.
        """
        position = self._position(stage)
        if position == 0 or self.pipeline.execution_mode == "PARALLEL":
            raise NotRollbackable(f"stage {stage} cannot be rolled back: a source stage, or execution mode PARALLEL")
        if target_id not in self.gates[position].succeeded:
            raise NotRollbackable(
                f"execution {target_id} has not succeeded in stage {stage} of the pipeline's present structure, "
                "or is a rollback itself"
            )
        return [*self._roll_back(position, target_id), *self._admit(position)]

    def _position(self, stage: str) -> int:
        return [s.name for s in self.pipeline.stages].index(stage)

    def _stage_of(self, execution: Execution) -> Stage:
        return self.pipeline.stages[execution.position]

    def _again(self, execution: Execution, all_actions: bool) -> Groups:
        """What a retry runs: every action, or from the first group with a failed action on, its failed ones."""
        groups = self._stage_of(execution).groups()
        if execution.failed and not all_actions:
            first = next(i for i, g in enumerate(groups) if any(a.name in execution.failed for a in g))
            again = tuple(a for a in groups[first] if a.name in execution.failed)
            return [again, *groups[first + 1 :]]
        return groups

    def _arrive(self, execution: Execution, position: int) -> list[Effect]:
        if position == len(self.pipeline.stages):
            return self._end(execution, Status.SUCCEEDED)
        execution.position, execution.retried = position, False
        gate, effects = self.gates[position], list[Effect]()
        if self.pipeline.execution_mode == "SUPERSEDED":
            for older in [each for each in gate.waiting if self.by_id[each].target is None]:
                effects += self._end(self.by_id[older], Status.SUPERSEDED)
        gate.waiting.append(execution.id)
        if gate.closed_because is not None:
            effects.append(Held(execution.id, self.pipeline.stages[position], gate.closed_because))
        return effects + self._admit(position)

    def _admit(self, position: int) -> list[Effect]:
        gate, effects = self.gates[position], list[Effect]()
        parallel = self.pipeline.execution_mode == "PARALLEL"
        while gate.waiting and gate.closed_because is None and (parallel or gate.occupant is None):
            execution = self.by_id[gate.waiting.pop(0)]
            effects += self._enter(execution, self.pipeline.stages[position].groups())
        return effects

    def _enter(self, execution: Execution, groups: Groups) -> list[Effect]:
        gate = self.gates[execution.position]
        gate.occupant = gate.last = execution.id
        execution.remaining, execution.failed = list(groups), set()
        entered = StageChanged(execution.id, self._stage_of(execution), Status.IN_PROGRESS)
        return [entered, *self._ask(execution, Moment.BEFORE_ENTRY)]

    def _ask(self, execution: Execution, moment: Moment) -> list[Effect]:
        stage = self._stage_of(execution)
        condition = stage.conditions.at(moment)
        if condition is None:
            return self._go_on(execution, moment)
        execution.asked, execution.rules = moment, {rule.name for rule in condition.rules}
        asked = ConditionChanged(execution.id, stage, moment, Status.IN_PROGRESS)
        return [asked, *(RunRule(execution.id, stage, moment, rule) for rule in condition.rules)]

    def _condition_ended(self, execution: Execution, status: Status) -> list[Effect]:
        moment, stage = execution.asked, self._stage_of(execution)
        condition = stage.conditions.at(moment) if moment else None
        if moment is None or condition is None:
            return []
        open_rules = [rule for rule in condition.rules if rule.name in execution.rules]
        execution.asked, execution.rules = None, set()
        abandoned: list[Effect] = [AbandonRule(execution.id, stage, moment, rule) for rule in open_rules]
        return [*abandoned, ConditionChanged(execution.id, stage, moment, status)]

    def _condition_failed(self, execution: Execution, moment: Moment) -> list[Effect]:
        condition = self._stage_of(execution).conditions.at(moment)
        result = condition.result if condition else "FAIL"
        if result == "SKIP":
            return self._leave_behind(execution, Status.SKIPPED)
        return self._fail(execution, rolls_back=result == "ROLLBACK")

    def _go_on(self, execution: Execution, moment: Moment) -> list[Effect]:
        if moment is Moment.BEFORE_ENTRY:
            return self._next_group(execution)
        if execution.target is None:
            self.gates[execution.position].succeeded.append(execution.id)
        return self._leave_behind(execution, Status.SUCCEEDED)

    def _next_group(self, execution: Execution) -> list[Effect]:
        group = execution.remaining.pop(0)
        execution.running = {action.name for action in group}
        stage = self._stage_of(execution)
        return [RunAction(execution.id, stage, action) for action in group]

    def _group_ended(self, execution: Execution) -> list[Effect]:
        if execution.failed:
            return self._actions_failed(execution)
        if execution.status is Status.STOPPING:
            return self._stopped(execution)
        if execution.remaining:
            return self._next_group(execution)
        return self._ask(execution, Moment.ON_SUCCESS)

    def _actions_failed(self, execution: Execution) -> list[Effect]:
        stage, stopping = self._stage_of(execution), execution.status is Status.STOPPING
        wanted = stage.conditions.on_failure
        if wanted is None or stopping:
            return self._fail(execution)
        if wanted.result == "ROLLBACK" or execution.retried:
            return self._fail(execution, rolls_back=wanted.result == "ROLLBACK")
        execution.retried = True
        execution.remaining = self._again(execution, wanted.retry_mode == "ALL_ACTIONS")
        execution.failed = set()
        failed, again = (StageChanged(execution.id, stage, each) for each in (Status.FAILED, Status.IN_PROGRESS))
        return [failed, StageRetried(execution.id, stage), again, *self._next_group(execution)]

    def _fail(self, execution: Execution, rolls_back: bool = False) -> list[Effect]:
        """What waits before the stage enters after the rollback, which would undo it otherwise."""
        position = execution.position
        gate = self.gates[position]
        effects: list[Effect] = [StageChanged(execution.id, self._stage_of(execution), Status.FAILED)]
        if rolls_back and execution.target is None and gate.succeeded:
            effects += self._roll_back(position, gate.succeeded[-1], execution.id)
        return [*effects, *self._end(execution, Status.FAILED), *self._leave(execution, position)]

    def _roll_back(self, position: int, target_id: str, failed_id: str | None = None) -> list[Effect]:
        made = Execution(self._new_id(), target=target_id, position=position)
        self.by_id[made.id] = made
        self.gates[position].waiting.insert(0, made.id)
        stage = self.pipeline.stages[position]
        return [
            RollbackStarted(made.id, target_id, failed_id, stage),
            ExecutionChanged(made.id, Status.IN_PROGRESS),
        ]

    def _leave_behind(self, execution: Execution, status: Status) -> list[Effect]:
        """To the next stage; a rollback is over after its one."""
        left = execution.position
        effects: list[Effect] = [StageChanged(execution.id, self._stage_of(execution), status)]
        rollback = execution.target is not None
        effects += self._end(execution, Status.SUCCEEDED) if rollback else self._arrive(execution, left + 1)
        return effects + self._leave(execution, left)

    def _stopped(self, execution: Execution) -> list[Effect]:
        position, effects = execution.position, list[Effect]()
        if self.gates[position].occupant == execution.id:
            effects.append(StageChanged(execution.id, self._stage_of(execution), Status.STOPPED))
        return [*effects, *self._end(execution, Status.STOPPED), *self._leave(execution, position)]

    def _end(self, execution: Execution, status: Status) -> list[Effect]:
        execution.status = status
        for gate in self.gates:
            if execution.id in gate.waiting:
                gate.waiting.remove(execution.id)
        return [ExecutionChanged(execution.id, status)]

    def _leave(self, execution: Execution, position: int) -> list[Effect]:
        if self.gates[position].occupant == execution.id:
            self.gates[position].occupant = None
        return self._admit(position)

    def _abandon(self, execution: Execution) -> list[Effect]:
        stage = self._stage_of(execution)
        abandoned: Iterable[Action] = (a for a in stage.actions if a.name in execution.running)
        effects: list[Effect] = [AbandonAction(execution.id, stage, action) for action in abandoned]
        execution.running = set()
        return effects
