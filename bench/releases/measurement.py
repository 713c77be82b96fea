"""One strategy, measured: each step a push through the whole rehearsed pipeline, and after each a look for drift."""

import time
from dataclasses import dataclass, field

from bench.releases import drift
from bench.releases.client import Client
from bench.releases.live import Live
from bench.releases.plan import Step
from bench.releases.rollbacks import Moment
from tests.rehearsal.running import ENDED


@dataclass
class Measurement:
    live: Live
    client: Client
    good: str  # the commit of the last good release
    wrong: list[str] = field(default_factory=list)
    bad_answers: dict[str, str] = field(default_factory=dict)  # by cause of a rollback
    changed_again: list[str] = field(default_factory=list)

    def carry_out(self, number: int, step: Step) -> None:
        running, asked = self.live.running, self.client.asked
        commit = step.commit(running.checkout, number)
        execution = running.push()
        if step.rollback and step.rollback.alarm:
            self._raise_alarm(execution, step.rollback.alarm, commit)
        self._ended(execution, f"{number} {step.kind}", "Failed" if step.rollback else "Succeeded")
        if step.rollback:
            self.live.set_alarm("OK")
            running.checkout.revert()
        else:
            self.good = commit
        self._look(f"{number} {step.kind}")
        if step.rollback:
            self.bad_answers[step.rollback.cause] = f"{self.client.commits[commit]} of {self.client.asked - asked}"

    def again(self) -> None:
        """The commit that is there already, once more: what does the stack's change set change?"""
        running = self.live.running
        execution = running.client("codepipeline").start_pipeline_execution(name=running.pipeline)
        self._ended(execution["pipelineExecutionId"], "again", "Succeeded")
        self._look("again")
        self.changed_again = self.live.changes()

    def _ended(self, execution: str, step: str, expected: str) -> None:
        journey = self.live.running.delivered(execution)
        if journey.status != expected:
            self.wrong.append(f"{step}: {journey.status} at {journey.statuses()}")

    def _raise_alarm(self, execution: str, moment: Moment, commit: str) -> None:
        running = self.live.running
        get, named = running.client("codepipeline").get_pipeline_execution, {"pipelineName": running.pipeline}
        while not moment(self.client, commit):
            if get(**named, pipelineExecutionId=execution)["pipelineExecution"]["status"] in ENDED:
                return  # which _ended finds wrong
            time.sleep(0.1)
        self.live.set_alarm("ALARM")

    def _look(self, step: str) -> None:
        self.wrong += [f"{step}: {one}" for one in drift.settled(self.live, self.good)]
