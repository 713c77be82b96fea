"""What is known of the executions, from the server's progress lines. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ENDED = ("Succeeded", "Failed", "Stopped", "Superseded", "Cancelled")
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
class Execution:
    id: str
    status: str
    revision: str
    pipeline: str
    steps: dict[tuple[str, str], Step] = field(default_factory=dict)

    @property
    def ended(self) -> bool:
        return self.status in ENDED


class Journey:
    """All executions that have started since the run began to listen.

    The one that the creation of a pipeline starts is left out: nothing has been pushed yet, so it fails
    at its source, as it does on AWS before the connection is completed.
    """

    def __init__(self) -> None:
        self.executions: dict[str, Execution] = {}

    def hear(self, line: Mapping[str, Any]) -> Step | None:
        """Take in one progress line; the step that changed, if one did."""
        if line["kind"] == "execution" and line["trigger"] != "CreatePipeline":
            new = Execution(line["execution"], line["status"], line["revision"], line["pipeline"])
            self.executions.setdefault(line["execution"], new).status = line["status"]
        if line["kind"] != "action" or line["execution"] not in self.executions:
            return None
        execution = self.executions[line["execution"]]
        execution.revision = line["revision"] or execution.revision
        step = Step(line["stage"], line["action"], line["provider"], line["status"], line["seconds"], line["error"])
        execution.steps[step.stage, step.action] = step
        return step

    def outcome(self) -> Execution | None:
        """The last execution, once all have ended and it was not cut short for another to take over."""
        everything = list(self.executions.values())
        if not everything or not all(each.ended for each in everything):
            return None
        return None if everything[-1].status in FOLLOWED_BY_ANOTHER else everything[-1]

    def waiting_approval(self) -> tuple[Execution, Step] | None:
        for execution in self.executions.values():
            for step in execution.steps.values():
                if not execution.ended and step.waits_for_approval:
                    return execution, step
        return None
