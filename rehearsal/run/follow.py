"""Follows the pipeline until an execution has ended, and answers approvals on the way."""

import json
import queue
import threading
from collections.abc import Callable
from typing import IO, Any

from rehearsal.run import cdk
from rehearsal.run.journey import ENDED, Check, Execution, Journey, Step
from rehearsal.run.view import View

TICK_SECONDS = 0.5
Approve = Callable[[Execution, Step], None]
Override = Callable[[Execution, Check], None]


class Follower:
    """Reads the server's progress lines on a thread, for as long as the server lives."""

    def __init__(self, progress: IO[str], view: View) -> None:
        self._view = view
        self._lines: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._asked: set[tuple[str, ...]] = set()
        threading.Thread(target=self._read, args=(progress,), daemon=True).start()

    def forget(self) -> None:
        """Drop what has been told until now: it belongs to executions nobody waits for."""
        while not self._lines.empty():
            self._lines.get()

    def until_ended(self, approve: Approve, override: Override) -> Execution:
        """The execution in which the journey ends. Raises EOFError when the server has gone, KeyboardInterrupt
        after an interrupt."""
        journey = Journey()
        while (outcome := journey.outcome()) is None:
            if cdk.interrupted():  # Python drops an exception that a signal raises in a finalizer
                raise KeyboardInterrupt
            self._hear_one(journey)
            waiting = journey.waiting_approval()
            if waiting is not None and self._once(*waiting):
                approve(*waiting)
            closed = journey.waiting_window()
            if closed is not None and self._once(*closed):
                override(*closed)
        return outcome

    def _hear_one(self, journey: Journey) -> None:
        try:
            line = self._lines.get(timeout=TICK_SECONDS)
        except queue.Empty:
            running = [s for e in journey.executions.values() for s in e.steps.values() if s.status == "InProgress"]
            self._view.heartbeat(running)
            return
        if line is None:
            raise EOFError
        changed = journey.hear(line)
        if changed is not None and changed.status != "InProgress":
            self._asked.discard(_key(journey.executions[line["execution"]], changed))
        if isinstance(changed, Step):
            self._view.step(journey.executions[line["execution"]], changed)
        elif isinstance(changed, Check):
            self._view.check(changed)
        elif line["kind"] == "execution" and line.get("target") and line["status"] == "InProgress":
            self._view.rollback(journey.executions[line["execution"]])
        elif line["kind"] == "execution" and line["execution"] in journey.executions and line["status"] in ENDED:
            self._view.say(f"[bold]Execution {line['execution'][:8]} {line['status']}[/bold]")
        else:
            self._view.output(line)

    def _once(self, execution: Execution, waiting: Step | Check) -> bool:
        """Whether this is new; a stage that is retried asks anew, what has ended is forgotten in `_hear_one`."""
        key = _key(execution, waiting)
        new = key not in self._asked
        self._asked.add(key)
        return new

    def _read(self, progress: IO[str]) -> None:
        for text in progress:
            self._lines.put(json.loads(text))
        self._lines.put(None)


def _key(execution: Execution, changed: Step | Check) -> tuple[str, ...]:
    what = (changed.action,) if isinstance(changed, Step) else (changed.moment, changed.rule)
    return (execution.id, changed.stage, *what)
