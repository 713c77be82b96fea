"""What a pipeline says of itself: to the terminal that watches, and to EventBridge.

https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html
"""

from dataclasses import dataclass
from typing import Any

from ministack.core.concurrency import spawn_background

from rehearsal.codepipeline.definition import Pipeline
from rehearsal.codepipeline.runs import ActionRun, ExecutionRecord, RuleRun, Run
from rehearsal.server.events import put_event
from rehearsal.server.progress import tell


@dataclass(frozen=True)
class Announcer:
    """Of one pipeline's account and region."""

    account: str
    region: str

    def execution(self, pipeline: Pipeline, record: ExecutionRecord, status: str) -> None:
        tell(
            "execution",
            pipeline=pipeline.name,
            execution=record.id,
            status=str(status),
            revision=record.revision,
            trigger=record.trigger_type,
            target=record.target,
        )
        trigger = {"trigger-type": record.trigger_type, "trigger-detail": record.trigger_detail}
        self._event(pipeline, "Pipeline", record.id, status, **{"execution-trigger": trigger})

    def stage(self, pipeline: Pipeline, execution_id: str, stage: str, status: str) -> None:
        self._event(pipeline, "Stage", execution_id, status, stage=stage)

    def run(self, pipeline: Pipeline, run: Run, revision: str) -> None:
        common: dict[str, Any] = {
            "pipeline": pipeline.name,
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
            action = run.action
            tell("action", **common, action=action.name, provider=action.provider, revision=revision)
            self._action_event(pipeline, run)

    def _action_event(self, pipeline: Pipeline, run: ActionRun) -> None:
        action = run.action
        kind = {"owner": action.owner, "category": action.category, "provider": action.provider, "version": "1"}
        place = {"stage": run.stage, "action": action.name, "action-execution-id": run.id, "type": kind}
        self._event(pipeline, "Action", run.execution_id, run.status, **place, region=action.region or self.region)

    def _event(self, pipeline: Pipeline, what: str, execution_id: str, status: str, **place: Any) -> None:
        state = {"InProgress": "STARTED", "Cancelled": "CANCELED"}.get(status, status.upper())
        spawn_background(
            put_event,
            self.account,
            self.region,
            "aws.codepipeline",
            f"CodePipeline {what} Execution State Change",
            {
                "pipeline": pipeline.name,
                "execution-id": execution_id,
                "state": state,
                "version": pipeline.version,
                **place,
            },
            [pipeline.arn(self.account)],
            thread_name="pipeline-event",
        )
