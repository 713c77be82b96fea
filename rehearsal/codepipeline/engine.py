"""Runs one pipeline's executions: applies the state machine's effects, each action on a thread of its own."""

import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from botocore.exceptions import ClientError
from ministack.core.concurrency import spawn_background

from rehearsal.codepipeline.actions import PROVIDERS
from rehearsal.codepipeline.artifacts import Location, copied
from rehearsal.codepipeline.definition import Action, Pipeline, Stage
from rehearsal.codepipeline.execution import (
    AbandonAction,
    Effect,
    ExecutionChanged,
    Executions,
    RunAction,
    StageChanged,
    Status,
)
from rehearsal.codepipeline.job import Abandoned, ActionFailed, Job, Outcome, Progress, resolve_variables
from rehearsal.server.credentials import Credentials, assume_as_service, assume_role, client
from rehearsal.server.events import put_event
from rehearsal.server.progress import tell
from rehearsal.server.service import ApiError

SERVICE_PRINCIPAL = "codepipeline.amazonaws.com"


@dataclass
class ActionRun:
    """One run of one action, as GetPipelineState and ListActionExecutions show it."""

    execution_id: str
    stage: str
    action: Action
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    status: str = "InProgress"
    started: float = field(default_factory=time.time)
    updated: float = field(default_factory=time.time)
    error: tuple[str, str] | None = None
    progress: Progress = field(default_factory=Progress)
    inputs: dict[str, Location] = field(default_factory=dict)
    outcome: Outcome = field(default_factory=Outcome)
    abandoned: threading.Event = field(default_factory=threading.Event)


@dataclass
class ExecutionRecord:
    """What is known of an execution beside its place in the pipeline."""

    id: str
    trigger_type: str
    trigger_detail: str
    revision: str
    pipeline: Pipeline
    started: float = field(default_factory=time.time)
    updated: float = field(default_factory=time.time)
    artifacts: dict[str, Location] = field(default_factory=dict)
    variables: dict[str, dict[str, str]] = field(default_factory=dict)


class Engine:
    def __init__(self, pipeline: Pipeline, account: str, region: str) -> None:
        self.account, self.region = account, region
        self.executions = Executions(pipeline)
        self.records: dict[str, ExecutionRecord] = {}
        self.runs: list[ActionRun] = []
        self.stage_status: dict[tuple[str, str], Status] = {}  # (execution, stage)
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
                run = ActionRun(execution_id, stage.name, action)
                self.runs.append(run)
                self._tell_action(run)
                spawn_background(self._perform, run, stage, thread_name=f"{stage.name}.{action.name}")
            case AbandonAction(execution_id, stage, action):
                abandoned = self.run_of(execution_id, stage.name, action.name)
                if abandoned is not None:
                    self._close(abandoned, "Abandoned")
                    abandoned.abandoned.set()
            case StageChanged(execution_id, stage, status):
                self.stage_status[execution_id, stage.name] = status
                self._event("Stage", execution_id, status, stage=stage.name)
            case ExecutionChanged(execution_id, status):
                record = self.records[execution_id]
                record.updated = time.time()
                tell(
                    "execution",
                    pipeline=self.pipeline.name,
                    execution=execution_id,
                    status=str(status),
                    revision=record.revision,
                    trigger=record.trigger_type,
                )
                self._event("Pipeline", execution_id, status)

    def _perform(self, run: ActionRun, stage: Stage) -> None:
        record = self.records[run.execution_id]
        try:
            job = self._job(run, stage, record)
            run.inputs = dict(job.inputs)
            run.outcome = PROVIDERS[run.action.category, run.action.provider](job)
            self._succeeded(run, record)
        except Abandoned:
            return
        except (ActionFailed, ApiError) as error:
            self._failed(run, error.code, str(error))
        except ClientError as error:
            self._failed(run, error.response["Error"]["Code"], str(error))
        except Exception as error:  # whatever it is, the action must end, and with a word on why
            self._failed(run, "InternalError", f"{type(error).__name__}: {error}")

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
            credentials=self._credentials(record, action, service),
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

    def _credentials(self, record: ExecutionRecord, action: Action, service: Credentials) -> Credentials:
        """Through the pipeline's role, the action's own."""
        if action.role_arn in (None, record.pipeline.role_arn):
            return service
        return assume_role(service, str(action.role_arn), record.id[:8], self.region)

    def _succeeded(self, run: ActionRun, record: ExecutionRecord) -> None:
        def event() -> list[Effect]:
            if run.status != "InProgress":
                return []
            record.artifacts.update(run.outcome.outputs)
            if run.action.namespace:
                record.variables[run.action.namespace] = dict(run.outcome.variables)
            if run.outcome.revision:
                record.revision = run.outcome.revision
            self._close(run, "Succeeded")
            return self.executions.action_ended(run.execution_id, run.action.name, True)

        self.apply(event)

    def _failed(self, run: ActionRun, code: str, message: str) -> None:
        def event() -> list[Effect]:
            if run.status != "InProgress":
                return []
            run.error = (code, message)
            self._close(run, "Failed")
            return self.executions.action_ended(run.execution_id, run.action.name, False)

        self.apply(event)

    def _close(self, run: ActionRun, status: str) -> None:
        run.status, run.updated = status, time.time()
        self._tell_action(run)

    def _tell_action(self, run: ActionRun) -> None:
        tell(
            "action",
            pipeline=self.pipeline.name,
            execution=run.execution_id,
            stage=run.stage,
            action=run.action.name,
            provider=run.action.provider,
            status=run.status,
            seconds=run.updated - run.started,
            error=run.error and run.error[1],
            revision=self.records[run.execution_id].revision,
        )
        self._event("Action", run.execution_id, run.status, stage=run.stage, action=run.action.name)

    def _event(self, what: str, execution_id: str, status: str, **place: str) -> None:
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
