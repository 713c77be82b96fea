"""What is known of the executions, from the server's progress lines. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ENDED = ("Succeeded", "Failed", "Stopped", "Superseded", "Cancelled")
ROLLBACKS = ("AutomatedRollback", "ManualRollback")  # triggers of executions that return a stage to an earlier one
FOLLOWED_BY_ANOTHER = ("Superseded", "Cancelled")  # a newer execution takes over


@dataclass
class Step:
    """One action of an execution."""

    stage: str
    action: str
    provider: str
    status: str
    seconds: float
    error: str | None = None

    @property
    def waits_for_approval(self) -> bool:
        return self.provider == "Manual" and self.status == "InProgress"


@dataclass
class Check:
    """One rule of a condition of a stage."""

    stage: str
    moment: str  # beforeEntry or onSuccess
    rule: str
    status: str
    seconds: float
    summary: str | None = None
    error: str | None = None

    @property
    def waits_for_window(self) -> bool:
        return self.moment == "beforeEntry" and self.status == "InProgress"


@dataclass(frozen=True)
class Pause:
    """Before a stage that pipeline.yml, or somebody by the API, keeps closed."""

    stage: str
    because: str


@dataclass
class Execution:
    id: str
    status: str
    revision: str
    pipeline: str
    steps: dict[tuple[str, str], Step] = field(default_factory=dict)
    checks: dict[tuple[str, str, str], Check] = field(default_factory=dict)  # by stage, moment and rule
    trigger: str = ""
    target: str | None = None  # of a rollback: the execution to which it returns
    held: Pause | None = None  # where it waits, and goes on if somebody opens the way

    @property
    def is_rollback(self) -> bool:
        return self.trigger in ROLLBACKS

    @property
    def ended(self) -> bool:
        return self.status in ENDED

    @property
    def rests(self) -> bool:
        """Nothing more happens by itself."""
        return self.ended or self.held is not None


class Journey:
    """All executions that have started since the run began to listen.

    The one that the creation of a pipeline starts is left out: nothing has been pushed yet, so it fails
    at its source, as it does on AWS before the connection is completed.
    """

    def __init__(self) -> None:
        self.executions: dict[str, Execution] = {}

    def hear(self, line: Mapping[str, Any]) -> Step | Check | None:
        """Take in one progress line; the step or check that changed, if one did."""
        if line["kind"] == "execution" and line["trigger"] != "CreatePipeline":
            origin = {"trigger": line["trigger"], "target": line.get("target")}
            new = Execution(line["execution"], line["status"], line["revision"], line["pipeline"], **origin)
            self.executions.setdefault(line["execution"], new).status = line["status"]
        execution = self.executions.get(line.get("execution", ""))
        if execution is None:
            return None
        if line["kind"] == "rule":
            return self._hear_rule(execution, line)
        if line["kind"] == "held":
            execution.held = Pause(line["stage"], line["because"])
        if line["kind"] != "action":
            return None
        execution.held = None
        execution.revision = line["revision"] or execution.revision
        step = Step(line["stage"], line["action"], line["provider"], line["status"], line["seconds"], line["error"])
        execution.steps[step.stage, step.action] = step
        return step

    def _hear_rule(self, execution: Execution, line: Mapping[str, Any]) -> Check:
        place = (line["stage"], line["moment"], line["rule"])
        check = Check(*place, line["status"], line["seconds"], line["summary"], line["error"])
        execution.checks[place] = check
        return check

    def outcome(self) -> Execution | None:
        """The last execution, once all have ended or are held, and it was not cut short for another to take over.

        A rollback that succeeds is no success of what was pushed: the execution that it undoes is the last.
        """
        everything = list(self.executions.values())
        pushed = [each for each in everything if not each.is_rollback]
        if not pushed or not all(each.rests for each in everything):
            return None
        return None if pushed[-1].status in FOLLOWED_BY_ANOTHER else pushed[-1]

    def waiting_approval(self) -> tuple[Execution, Step] | None:
        for execution in self.executions.values():
            for step in execution.steps.values():
                if not execution.ended and step.waits_for_approval:
                    return execution, step
        return None

    def waiting_window(self) -> tuple[Execution, Check] | None:
        """Where an execution waits to be let into a stage, with what it has said of how long."""
        for execution in self.executions.values():
            for check in execution.checks.values():
                if not execution.ended and check.waits_for_window and check.summary:
                    return execution, check
        return None
