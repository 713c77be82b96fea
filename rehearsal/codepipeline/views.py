"""A pipeline's state in the shapes of the API."""

from typing import Any

from rehearsal.codepipeline.conditions import Condition, Moment
from rehearsal.codepipeline.definition import Stage
from rehearsal.codepipeline.engine import Engine
from rehearsal.codepipeline.runs import ActionRun, RuleRun, Run

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
    for moment, condition in stage.conditions:
        state[f"{moment}ConditionState"] = _condition_state(engine, stage.name, moment, condition)
    if gate.closed_because is not None:
        state["inboundTransitionState"]["disabledReason"] = gate.closed_because
    if gate.last is not None:
        status = engine.stage_status[gate.last, stage.name]
        kind = engine.records[gate.last].type
        state["latestExecution"] = {"pipelineExecutionId": gate.last, "status": str(status), "type": kind}
        state |= _retries(engine, gate.last, stage.name)
    if gate.waiting:
        state["inboundExecutions"] = [{"pipelineExecutionId": each, "status": "InProgress"} for each in gate.waiting]
        state["inboundExecution"] = state["inboundExecutions"][-1]
    return state


def _retries(engine: Engine, execution_id: str, stage: str) -> View:
    counted = engine.retries.get((execution_id, stage))
    if counted is None:
        return {}
    attempts = {"autoStageRetryAttempt": counted.automatic, "manualStageRetryAttempt": counted.manual}
    return {"retryStageMetadata": {**attempts, "latestRetryTrigger": counted.latest}}


def _condition_state(engine: Engine, stage: str, moment: Moment, condition: Condition) -> View:
    """Rules and condition are those of the execution that was asked last."""
    asked = engine.conditions.get((stage, moment))
    if asked is None:
        return {"conditionStates": [{"ruleStates": [{"ruleName": rule.name} for rule in condition.rules]}]}
    of_condition = {"status": asked.status, "lastStatusChange": asked.updated}
    rules = [_rule_state(engine, asked.execution_id, stage, moment, rule.name) for rule in condition.rules]
    return {
        "latestExecution": {"status": asked.status},
        "conditionStates": [{"latestExecution": of_condition, "ruleStates": rules}],
    }


def _rule_state(engine: Engine, execution_id: str, stage: str, moment: Moment, rule: str) -> View:
    place = (execution_id, stage, moment, rule)
    runs = [r for r in engine.rule_runs if (r.execution_id, r.stage, r.moment, r.rule.name) == place]
    if not runs:
        return {"ruleName": rule}
    run = runs[-1]
    latest: View = {"ruleExecutionId": run.id, "status": run.status, "lastStatusChange": run.updated}
    if run.progress.summary:
        latest["summary"] = run.progress.summary
    return {"ruleName": rule, "latestExecution": {**latest, **_error(run)}}


def _error(run: Run) -> View:
    return {"errorDetails": {"code": run.error[0], "message": run.error[1]}} if run.error else {}


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
    return {"actionName": action, "latestExecution": {**latest, **_error(run)}}


def execution(engine: Engine, execution_id: str) -> View:
    record = engine.records[execution_id]
    return {
        "pipelineName": engine.pipeline.name,
        "pipelineVersion": record.pipeline.version,
        "pipelineExecutionId": execution_id,
        "status": str(engine.executions.by_id[execution_id].status),
        "executionMode": record.pipeline.execution_mode,
        **_type(engine, execution_id),
        "artifactRevisions": _revisions(engine, execution_id),
        "trigger": {"triggerType": record.trigger_type, "triggerDetail": record.trigger_detail},
    }


def _type(engine: Engine, execution_id: str) -> View:
    record = engine.records[execution_id]
    if record.target is None:
        return {"executionType": record.type}
    return {
        "executionType": record.type,
        "rollbackMetadata": {"rollbackTargetPipelineExecutionId": record.target},
    }


def succeeded_in(engine: Engine, stage: str) -> list[str]:
    """The executions to which a stage can return."""
    [position] = [i for i, each in enumerate(engine.pipeline.stages) if each.name == stage]
    return engine.executions.gates[position].succeeded


def _revisions(engine: Engine, execution_id: str) -> list[View]:
    """Of a rollback: the revisions of the execution to which it returns."""
    origin = engine.records[execution_id].target or execution_id
    sources = [run for run in engine.runs if run.execution_id == origin and run.outcome.revision]
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
        **_type(engine, execution_id),
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
    result |= _error(run)
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
            "resolvedConfiguration": run.resolved,
            "roleArn": action.role_arn or engine.records[run.execution_id].pipeline.role_arn,
            "inputArtifacts": [_artifact(name, location) for name, location in run.inputs.items()],
        },
        "output": {
            "outputArtifacts": [_artifact(name, location) for name, location in run.outcome.outputs.items()],
            "executionResult": {key: value for key, value in result.items() if value},
            "outputVariables": dict(run.outcome.variables),
        },
    }


def rule_execution(engine: Engine, run: RuleRun) -> View:
    rule, record = run.rule, engine.records[run.execution_id]
    result: View = {"externalExecutionSummary": run.progress.summary} if run.progress.summary else {}
    return {
        "pipelineExecutionId": run.execution_id,
        "ruleExecutionId": run.id,
        "pipelineVersion": record.pipeline.version,
        "stageName": run.stage,
        "ruleName": rule.name,
        "startTime": run.started,
        "lastUpdateTime": run.updated,
        "status": run.status,
        "input": {
            "ruleTypeId": {"category": "Rule", "owner": "AWS", "provider": rule.provider, "version": "1"},
            "configuration": dict(rule.configuration),
            "resolvedConfiguration": run.resolved,
            "roleArn": rule.role_arn or record.pipeline.role_arn,
            "region": rule.region or engine.region,
        },
        "output": {"executionResult": {**result, **_error(run)}},
    }


def _artifact(name: str, location: Any) -> View:
    return {"name": name, "s3location": {"bucket": location.bucket, "key": location.key}}
