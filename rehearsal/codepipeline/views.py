"""A pipeline's state in the shapes of the API."""

from typing import Any

from rehearsal.codepipeline.definition import Stage
from rehearsal.codepipeline.engine import ActionRun, Engine

View = dict[str, Any]


def pipeline_summary(engine: Engine) -> View:
    pipeline = engine.pipeline
    return {
        "name": pipeline.name,
        "version": pipeline.version,
        "pipelineType": "V2",
        "executionMode": pipeline.execution_mode,
    }


def pipeline_state(engine: Engine) -> View:
    return {
        "pipelineName": engine.pipeline.name,
        "pipelineVersion": engine.pipeline.version,
        "stageStates": [_stage_state(engine, i, stage) for i, stage in enumerate(engine.pipeline.stages)],
    }


def _stage_state(engine: Engine, position: int, stage: Stage) -> View:
    gate = engine.executions.gates[position]
    state: View = {
        "stageName": stage.name,
        "inboundTransitionState": {"enabled": gate.closed_because is None},
        "actionStates": [_action_state(engine, stage.name, action.name) for action in stage.actions],
    }
    if gate.closed_because is not None:
        state["inboundTransitionState"]["disabledReason"] = gate.closed_because
    if gate.last is not None:
        status = engine.stage_status[gate.last, stage.name]
        state["latestExecution"] = {"pipelineExecutionId": gate.last, "status": str(status)}
    if gate.waiting:
        state["inboundExecutions"] = [{"pipelineExecutionId": each, "status": "InProgress"} for each in gate.waiting]
        state["inboundExecution"] = state["inboundExecutions"][-1]
    return state


def _action_state(engine: Engine, stage: str, action: str) -> View:
    runs = [run for run in engine.runs if (run.stage, run.action.name) == (stage, action)]
    if not runs:
        return {"actionName": action}
    run = runs[-1]
    latest: View = {"actionExecutionId": run.id, "status": run.status, "lastStatusChange": run.updated}
    shown = {
        "externalExecutionId": run.progress.external_id,
        "summary": run.progress.summary,
        "token": run.progress.token if run.status == "InProgress" else None,
    }
    latest.update({key: value for key, value in shown.items() if value})
    if run.error:
        latest["errorDetails"] = {"code": run.error[0], "message": run.error[1]}
    return {"actionName": action, "latestExecution": latest}


def execution(engine: Engine, execution_id: str) -> View:
    record = engine.records[execution_id]
    return {
        "pipelineName": engine.pipeline.name,
        "pipelineVersion": record.pipeline.version,
        "pipelineExecutionId": execution_id,
        "status": str(engine.executions.by_id[execution_id].status),
        "executionMode": record.pipeline.execution_mode,
        "executionType": "STANDARD",
        "artifactRevisions": _revisions(engine, execution_id),
        "trigger": {"triggerType": record.trigger_type, "triggerDetail": record.trigger_detail},
    }


def _revisions(engine: Engine, execution_id: str) -> list[View]:
    sources = [run for run in engine.runs if run.execution_id == execution_id and run.outcome.revision]
    return [
        {"name": output, "revisionId": run.outcome.revision, "revisionSummary": run.progress.summary or ""}
        for run in sources
        for output in run.action.outputs
    ]


def execution_summary(engine: Engine, execution_id: str) -> View:
    record = engine.records[execution_id]
    whole = execution(engine, execution_id)
    return {
        "pipelineExecutionId": execution_id,
        "status": whole["status"],
        "startTime": record.started,
        "lastUpdateTime": record.updated,
        "trigger": whole["trigger"],
        "executionMode": whole["executionMode"],
        "executionType": "STANDARD",
        "sourceRevisions": [
            {
                "actionName": revision["name"],
                "revisionId": revision["revisionId"],
                "revisionSummary": revision["revisionSummary"],
            }
            for revision in whole["artifactRevisions"]
        ],
    }


def action_execution(engine: Engine, run: ActionRun) -> View:
    action = run.action
    result: View = {"externalExecutionId": run.progress.external_id, "externalExecutionSummary": run.progress.summary}
    if run.error:
        result["errorDetails"] = {"code": run.error[0], "message": run.error[1]}
    return {
        "pipelineExecutionId": run.execution_id,
        "actionExecutionId": run.id,
        "pipelineVersion": engine.records[run.execution_id].pipeline.version,
        "stageName": run.stage,
        "actionName": action.name,
        "status": run.status,
        "startTime": run.started,
        "lastUpdateTime": run.updated,
        "input": {
            "actionTypeId": {
                "category": action.category,
                "owner": action.owner,
                "provider": action.provider,
                "version": "1",
            },
            "configuration": dict(action.configuration),
            "roleArn": action.role_arn or engine.records[run.execution_id].pipeline.role_arn,
            "inputArtifacts": [_artifact(name, location) for name, location in run.inputs.items()],
        },
        "output": {
            "outputArtifacts": [_artifact(name, location) for name, location in run.outcome.outputs.items()],
            "executionResult": {key: value for key, value in result.items() if value},
            "outputVariables": dict(run.outcome.variables),
        },
    }


def _artifact(name: str, location: Any) -> View:
    return {"name": name, "s3location": {"bucket": location.bucket, "key": location.key}}
