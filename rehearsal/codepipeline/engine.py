"""Runs one pipeline's executions: applies the state machine's effects, each action on a thread of its own."""

import threading
import time
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from botocore.exceptions import ClientError
from ministack.core.concurrency import spawn_background

from rehearsal.codepipeline.actions import PROVIDERS
from rehearsal.codepipeline.artifacts import Location, copied
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
from rehearsal.codepipeline.execution import Executions
from rehearsal.codepipeline.job import Abandoned, ActionFailed, Job, resolve_variables
from rehearsal.codepipeline.rules import RULES
from rehearsal.codepipeline.rules.job import RuleJob
from rehearsal.codepipeline.runs import ActionRun, ConditionRun, ExecutionRecord, Retries, RuleRun, Run
from rehearsal.server.credentials import Credentials, assume_as_service, assume_role, client
from rehearsal.server.events import put_event
from rehearsal.server.progress import tell
from rehearsal.server.service import ApiError

SERVICE_PRINCIPAL = "codepipeline.amazonaws.com"


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
        self._lock = threading.RLock()

    @property
    def pipeline(self) -> Pipeline:
        return self.executions.pipeline

    @property
    def arn(self) -> str:
        return f"arn:aws:codepipeline:{self.region}:{self.account}:{self.pipeline.name}"

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
                self._event("Stage", execution_id, status, stage=stage.name)
            case RollbackStarted(_, _, failed_id, _):
                self._add_rollback(effect, "AutomatedRollback", str(failed_id))
            case ExecutionChanged(execution_id, status):
                self._execution_changed(self.records[execution_id], status)

    def _execution_changed(self, record: ExecutionRecord, status: Status) -> None:
        record.updated = time.time()
        tell(
            "execution",
            pipeline=self.pipeline.name,
            execution=record.id,
            status=str(status),
            revision=record.revision,
            trigger=record.trigger_type,
            target=record.target,
        )
        trigger = {"trigger-type": record.trigger_type, "trigger-detail": record.trigger_detail}
        self._event("Pipeline", record.id, status, **{"execution-trigger": trigger})

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
        job = self._job(run, stage, self.records[run.execution_id])
        run.inputs, run.resolved = dict(job.inputs), dict(job.configuration)
        run.outcome = PROVIDERS[run.action.category, run.action.provider](job)

    def _check(self, run: RuleRun) -> None:
        """Raises RuleFailed, and what an action may raise."""
        record, rule = self.records[run.execution_id], run.rule
        run.resolved = resolve_variables(rule.configuration, record.variables)
        job = RuleJob(
            moment=run.moment,
            configuration=run.resolved,
            credentials=self._credentials(record, rule.role_arn, self._service_credentials(record)),
            region=rule.region or self.region,
            progress=run.progress,
            abandoned=run.abandoned,
            tell=lambda: self._tell(run),
        )
        RULES[rule.provider](job)

    def _job(self, run: ActionRun, stage: Stage, record: ExecutionRecord) -> Job:
        action = run.action
        service = self._service_credentials(record)
        return Job(
            pipeline=record.pipeline,
            stage=stage,
            action=action,
            execution_id=record.id,
            revision=record.revision,
            inputs=self._inputs(record, action, service),
            configuration=resolve_variables(action.configuration, record.variables),
            credentials=self._credentials(record, action.role_arn, service),
            region=self.region,
            account=self.account,
            progress=run.progress,
            abandoned=run.abandoned,
        )

    def _inputs(self, record: ExecutionRecord, action: Action, service: Credentials) -> dict[str, Location]:
        """In the store of the action's region; CodePipeline copies them there as the pipeline's role."""
        found = {name: record.artifacts[name] for name in action.inputs}
        region = record.pipeline.region_of(action)
        if region == self.region:
            return found
        s3_of = partial(client, "s3", service)
        return {name: copied(record.pipeline, location, region, s3_of) for name, location in found.items()}

    def _service_credentials(self, record: ExecutionRecord) -> Credentials:
        """The pipeline's role, assumed by the service."""
        role, session = record.pipeline.role_arn, record.id[:8]
        return assume_as_service(role, SERVICE_PRINCIPAL, session, source_arn=self.arn, region=self.region)

    def _credentials(self, record: ExecutionRecord, role_arn: str | None, service: Credentials) -> Credentials:
        """Through the pipeline's role, the own one of an action or a rule."""
        if role_arn is None or role_arn == record.pipeline.role_arn:
            return service
        return assume_role(service, role_arn, record.id[:8], self.region)

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
        common: dict[str, Any] = {
            "pipeline": self.pipeline.name,
            "execution": run.execution_id,
            "stage": run.stage,
            "status": run.status,
            "seconds": run.updated - run.started,
            "error": run.error and run.error[1],
        }
        if isinstance(run, RuleRun):
            about = {"moment": str(run.moment), "rule": run.rule.name, "summary": run.progress.summary}
            tell("rule", **common, **about)
        if isinstance(run, ActionRun):
            action, revision = run.action, self.records[run.execution_id].revision
            tell("action", **common, action=action.name, provider=action.provider, revision=revision)
            kind = {"owner": action.owner, "category": action.category, "provider": action.provider, "version": "1"}
            place = {
                "stage": run.stage,
                "action": action.name,
                "action-execution-id": run.id,
                "type": kind,
            }
            self._event("Action", run.execution_id, run.status, **place, region=action.region or self.region)

    def _event(self, what: str, execution_id: str, status: str, **place: Any) -> None:
        """https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html"""
        state = {"InProgress": "STARTED", "Cancelled": "CANCELED"}.get(status, status.upper())
        detail = {
            "pipeline": self.pipeline.name,
            "execution-id": execution_id,
            "state": state,
            "version": self.pipeline.version,
            **place,
        }
        spawn_background(
            put_event,
            self.account,
            self.region,
            "aws.codepipeline",
            f"CodePipeline {what} Execution State Change",
            detail,
            [self.arn],
            thread_name="pipeline-event",
        )
