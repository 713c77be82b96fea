"""Runs one pipeline's executions: applies the state machine's effects, each action on a thread of its own."""

import threading
import time
import uuid
from collections.abc import Callable
from functools import partial

from botocore.exceptions import ClientError
from ministack.core.concurrency import spawn_background

from rehearsal.codepipeline.actions import PROVIDERS
from rehearsal.codepipeline.announcer import Announcer
from rehearsal.codepipeline.conditions import Moment
from rehearsal.codepipeline.definition import Pipeline, Stage
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
from rehearsal.codepipeline.execution import Executions
from rehearsal.codepipeline.job import Abandoned, ActionFailed
from rehearsal.codepipeline.jobs import Jobs
from rehearsal.codepipeline.rules import RULES
from rehearsal.codepipeline.runs import ActionRun, ConditionRun, ExecutionRecord, Retries, RuleRun, Run
from rehearsal.server.progress import tell
from rehearsal.server.service import ApiError


class Engine:
    def __init__(self, pipeline: Pipeline, account: str, region: str) -> None:
        self.account, self.region, self.created = account, region, time.time()
        self.executions = Executions(pipeline)
        self.records: dict[str, ExecutionRecord] = {}
        self.runs: list[ActionRun] = []
        self.rule_runs: list[RuleRun] = []
        self.stage_status: dict[tuple[str, str], Status] = {}  # (execution, stage)
        self.conditions: dict[tuple[str, Moment], ConditionRun] = {}  # the latest by stage
        self.retries: dict[tuple[str, str], Retries] = {}  # (execution, stage)
        self._jobs, self._says = Jobs(account, region), Announcer(account, region)
        self._lock = threading.RLock()

    @property
    def pipeline(self) -> Pipeline:
        return self.executions.pipeline

    @property
    def arn(self) -> str:
        return self.pipeline.arn(self.account)

    def start(self, trigger_type: str, trigger_detail: str, revision: str = "") -> str:
        """Start an execution; `revision` is the commit that the trigger named, if it named one."""
        record = ExecutionRecord(str(uuid.uuid4()), trigger_type, trigger_detail, revision, self.pipeline)
        record.variables["codepipeline"] = {"PipelineExecutionId": record.id}
        self.records[record.id] = record
        self.apply(lambda: self.executions.start(record.id))
        return record.id

    def roll_back(self, stage: str, target_id: str, by: str) -> str:
        """Return a stage to an execution; `by`: who asks for it. Raises NotRollbackable."""
        with self._lock:
            started, *rest = self.executions.roll_back(stage, target_id)
            assert isinstance(started, RollbackStarted)
            self._add_rollback(started, "ManualRollback", by)
            self.apply(lambda: rest)
        return started.execution_id

    def retry(self, execution_id: str, stage: str, all_actions: bool) -> None:
        """Raises ValueError."""
        self.apply(lambda: self.executions.retry(execution_id, stage, all_actions))
        self._count_retry(execution_id, stage, by_itself=False)

    def apply(self, event: Callable[[], list[Effect]]) -> None:
        """Feed an event to the state machine and carry its effects out, one event at a time."""
        with self._lock:
            effects = event()
            for effect in effects:
                self._carry_out(effect)

    def run_of(self, execution_id: str, stage: str, action: str) -> ActionRun | None:
        """The latest run of an action in an execution."""
        return next(
            (
                run
                for run in reversed(self.runs)
                if (run.execution_id, run.stage, run.action.name) == (execution_id, stage, action)
            ),
            None,
        )

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case RunAction(execution_id, stage, action):
                run = ActionRun(execution_id=execution_id, stage=stage.name, action=action)
                self.runs.append(run)
                self._begin(run, partial(self._act, run, stage), action.name)
            case AbandonAction(execution_id, stage, action):
                self._abandon(self.run_of(execution_id, stage.name, action.name))
            case RunRule(execution_id, stage, moment, rule):
                rule_run = RuleRun(execution_id=execution_id, stage=stage.name, moment=moment, rule=rule)
                self.rule_runs.append(rule_run)
                self._begin(rule_run, partial(self._check, rule_run), rule.name)
            case AbandonRule(execution_id, stage, moment, rule):
                place = (execution_id, stage.name, moment, rule.name)
                found = (r for r in self.rule_runs if (r.execution_id, r.stage, r.moment, r.rule.name) == place)
                self._abandon(next((r for r in found if r.status == "InProgress"), None))
            case ConditionChanged(execution_id, stage, moment, status):
                self.conditions[stage.name, moment] = ConditionRun(execution_id, str(status))
                tell("condition", execution=execution_id, stage=stage.name, moment=str(moment), status=str(status))
            case StageRetried(execution_id, stage):
                self._count_retry(execution_id, stage.name, by_itself=True)
                tell("retry", execution=execution_id, stage=stage.name)
            case Held(execution_id, stage, because):
                tell("held", execution=execution_id, stage=stage.name, because=because)
            case StageChanged(execution_id, stage, status):
                self.stage_status[execution_id, stage.name] = status
                self._says.stage(self.pipeline, execution_id, stage.name, status)
            case RollbackStarted(_, _, failed_id, _):
                self._add_rollback(effect, "AutomatedRollback", str(failed_id))
            case ExecutionChanged(execution_id, status):
                record = self.records[execution_id]
                record.updated = time.time()
                self._says.execution(self.pipeline, record, status)

    def _add_rollback(self, started: RollbackStarted, trigger_type: str, trigger_detail: str) -> None:
        """With the artifacts and variables of the execution to which it returns ("Configuring stage rollback")."""
        target = self.records[started.target_id]
        self.records[started.execution_id] = ExecutionRecord(
            started.execution_id,
            trigger_type,
            trigger_detail,
            target.revision,
            self.pipeline,
            target=target.id,
            artifacts=dict(target.artifacts),
            variables={**target.variables, "codepipeline": {"PipelineExecutionId": started.execution_id}},
        )

    def _count_retry(self, execution_id: str, stage: str, by_itself: bool) -> None:
        counted = self.retries.setdefault((execution_id, stage), Retries())
        counted.automatic += by_itself
        counted.manual += not by_itself
        counted.latest = "AutomatedStageRetry" if by_itself else "ManualStageRetry"

    def _begin(self, run: Run, work: Callable[[], None], name: str) -> None:
        self._tell(run)
        spawn_background(self._perform, run, work, thread_name=f"{run.stage}.{name}")

    def _abandon(self, run: Run | None) -> None:
        if run is not None:
            self._close(run, "Abandoned")
            run.abandoned.set()

    def _perform(self, run: Run, work: Callable[[], None]) -> None:
        try:
            work()
            self._ended(run)
        except Abandoned:
            return
        except (ActionFailed, ApiError) as error:
            self._ended(run, (error.code, str(error)))
        except ClientError as error:
            self._ended(run, (error.response["Error"]["Code"], str(error)))
        except Exception as error:  # whatever it is, the run must end, and with a word on why
            self._ended(run, ("InternalError", f"{type(error).__name__}: {error}"))

    def _act(self, run: ActionRun, stage: Stage) -> None:
        job = self._jobs.of_action(run, stage, self.records[run.execution_id])
        run.inputs, run.resolved = dict(job.inputs), dict(job.configuration)
        run.outcome = PROVIDERS[run.action.category, run.action.provider](job)

    def _check(self, run: RuleRun) -> None:
        """Raises RuleFailed, and what an action may raise."""
        job = self._jobs.of_rule(run, self.records[run.execution_id], lambda: self._tell(run))
        run.resolved = dict(job.configuration)
        RULES[run.rule.provider](job)

    def _ended(self, run: Run, error: tuple[str, str] | None = None) -> None:
        def event() -> list[Effect]:
            if run.status != "InProgress":
                return []
            run.error = error
            if isinstance(run, ActionRun) and error is None:
                self._keep(run, self.records[run.execution_id])
            self._close(run, "Failed" if error else "Succeeded")
            return self._follows(run, succeeded=error is None)

        self.apply(event)

    def _follows(self, run: Run, succeeded: bool) -> list[Effect]:
        if isinstance(run, RuleRun):
            return self.executions.rule_ended(run.execution_id, run.moment, run.rule.name, succeeded)
        assert isinstance(run, ActionRun)
        return self.executions.action_ended(run.execution_id, run.action.name, succeeded)

    def _keep(self, run: ActionRun, record: ExecutionRecord) -> None:
        record.artifacts.update(run.outcome.outputs)
        if run.action.namespace:
            record.variables[run.action.namespace] = dict(run.outcome.variables)
        if run.outcome.revision:
            record.revision = run.outcome.revision

    def _close(self, run: Run, status: str) -> None:
        run.status, run.updated = status, time.time()
        self._tell(run)

    def _tell(self, run: Run) -> None:
        self._says.run(self.pipeline, run, self.records[run.execution_id].revision)
