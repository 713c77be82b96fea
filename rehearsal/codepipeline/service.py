"""The API of CodePipeline: operations by name, in the shapes of the service model."""

import copy
from collections.abc import Callable
from typing import Any, TypeVar

from rehearsal.codepipeline import registry, views
from rehearsal.codepipeline.actions import manual_approval
from rehearsal.codepipeline.conditions import Moment
from rehearsal.codepipeline.engine import Engine
from rehearsal.codepipeline.execution import NotOverridable, NotRollbackable
from rehearsal.server.service import ApiError, Request, Response, json_service

T = TypeVar("T")
LARGEST_PAGE = 100  # and the default

_declarations: dict[str, Request] = {}  # by pipeline ARN, as GetPipeline gives it back
_tags: dict[str, dict[str, str]] = {}  # by ARN


def create_pipeline(request: Request) -> Response:
    declaration = copy.deepcopy(request["pipeline"])
    engine = registry.create(declaration)
    _tags[engine.arn] = {tag["key"]: tag["value"] for tag in request.get("tags", [])}
    return {"pipeline": _remember(engine, declaration)}


def update_pipeline(request: Request) -> Response:
    declaration = copy.deepcopy(request["pipeline"])
    return {"pipeline": _remember(registry.update(declaration), declaration)}


def _remember(engine: Engine, declaration: Request) -> Request:
    declaration["version"] = engine.pipeline.version
    _declarations[engine.arn] = declaration
    return declaration


def get_pipeline(request: Request) -> Response:
    engine = registry.engine(request["name"])
    metadata = {"pipelineArn": engine.arn, "created": engine.created}
    return {"pipeline": _declarations[engine.arn], "metadata": metadata}


def delete_pipeline(request: Request) -> Response:
    registry.delete(request["name"])
    return None


def list_pipelines(request: Request) -> Response:
    return {"pipelines": [views.pipeline_summary(engine) for engine in registry.engines()]}


def start_pipeline_execution(request: Request) -> Response:
    if request.get("sourceRevisions") or request.get("variables"):
        raise ApiError("ValidationException", "The rehearsal does not have sourceRevisions or variables")
    engine = registry.engine(request["name"])
    return {"pipelineExecutionId": engine.start("StartPipelineExecution", "api")}


def stop_pipeline_execution(request: Request) -> Response:
    engine, execution_id = registry.engine(request["pipelineName"]), request["pipelineExecutionId"]
    _known(engine, execution_id)
    if engine.executions.by_id[execution_id].status.ended:
        raise ApiError("PipelineExecutionNotStoppableException", f"Execution {execution_id} has ended")
    engine.apply(lambda: engine.executions.stop(execution_id, bool(request.get("abandon"))))
    return {"pipelineExecutionId": execution_id}


def retry_stage_execution(request: Request) -> Response:
    engine, execution_id = registry.engine(request["pipelineName"]), request["pipelineExecutionId"]
    _known(engine, execution_id)
    _stage(engine, request["stageName"])
    every = request["retryMode"] == "ALL_ACTIONS"
    try:
        engine.retry(execution_id, request["stageName"], every)
    except ValueError as error:
        raise ApiError("StageNotRetryableException", str(error)) from error
    return {"pipelineExecutionId": execution_id}


def rollback_stage(request: Request) -> Response:
    engine, target_id = registry.engine(request["pipelineName"]), request["targetPipelineExecutionId"]
    _known(engine, target_id)
    _stage(engine, request["stageName"])
    try:
        return {"pipelineExecutionId": engine.roll_back(request["stageName"], target_id, "api")}
    except NotRollbackable as error:
        raise ApiError("UnableToRollbackStageException", str(error)) from error


def override_stage_condition(request: Request) -> Response:
    engine, execution_id = registry.engine(request["pipelineName"]), request["pipelineExecutionId"]
    _stage(engine, request["stageName"])
    moments = {moment.condition_type: moment for moment in Moment}
    if execution_id not in engine.records or request["conditionType"] not in moments:
        raise ApiError("ValidationException", f"No execution {execution_id}, or no type {request['conditionType']}")
    moment = moments[request["conditionType"]]
    try:
        engine.apply(lambda: engine.executions.override(execution_id, request["stageName"], moment))
    except NotOverridable as error:
        raise ApiError("ConditionNotOverridableException", str(error)) from error
    return None


def disable_stage_transition(request: Request) -> Response:
    engine = registry.engine(request["pipelineName"])
    _stage(engine, request["stageName"])
    if request["transitionType"] != "Inbound":
        raise ApiError("ValidationException", "The rehearsal disables Inbound transitions only")
    engine.apply(lambda: engine.executions.set_transition(request["stageName"], request["reason"]))
    return None


def enable_stage_transition(request: Request) -> Response:
    engine = registry.engine(request["pipelineName"])
    _stage(engine, request["stageName"])
    engine.apply(lambda: engine.executions.set_transition(request["stageName"], None))
    return None


def get_pipeline_state(request: Request) -> Response:
    return views.pipeline_state(registry.engine(request["name"]))


def get_pipeline_execution(request: Request) -> Response:
    engine = registry.engine(request["pipelineName"])
    _known(engine, request["pipelineExecutionId"])
    return {"pipelineExecution": views.execution(engine, request["pipelineExecutionId"])}


def list_pipeline_executions(request: Request) -> Response:
    engine = registry.engine(request["pipelineName"])
    newest_first = list(reversed(list(engine.records)))
    succeeded = request.get("filter", {}).get("succeededInStage")
    if succeeded:
        _stage(engine, succeeded["stageName"])
        there = views.succeeded_in(engine, succeeded["stageName"])
        newest_first = [each for each in newest_first if each in there]
    page, more = _page(request, newest_first, str)
    return {"pipelineExecutionSummaries": [views.execution_summary(engine, each) for each in page], **more}


def list_action_executions(request: Request) -> Response:
    engine = registry.engine(request["pipelineName"])
    wanted = request.get("filter", {}).get("pipelineExecutionId")
    runs = [run for run in reversed(engine.runs) if wanted in (None, run.execution_id)]
    page, more = _page(request, runs, lambda run: run.id)
    return {"actionExecutionDetails": [views.action_execution(engine, run) for run in page], **more}


def _page(request: Request, newest_first: list[T], id_of: Callable[[T], str]) -> tuple[list[T], Request]:
    """A token is the id of what comes next: what starts between two pages shifts none of them."""
    ids = [id_of(each) for each in newest_first]
    token = request.get("nextToken")
    if token and token not in ids:
        raise ApiError("InvalidNextTokenException", f"No list goes on at {token}")
    begin = ids.index(token) if token else 0
    end = begin + request.get("maxResults", LARGEST_PAGE)
    return newest_first[begin:end], {"nextToken": ids[end]} if end < len(ids) else {}


def list_rule_executions(request: Request) -> Response:
    engine = registry.engine(request["pipelineName"])
    wanted = request.get("filter", {}).get("pipelineExecutionId")
    runs = [run for run in reversed(engine.rule_runs) if wanted in (None, run.execution_id)]
    return {"ruleExecutionDetails": [views.rule_execution(engine, run) for run in runs]}


def put_approval_result(request: Request) -> Response:
    engine = registry.engine(request["pipelineName"])
    for run in engine.runs:
        place = (run.stage, run.action.name, run.progress.token)
        if run.status == "InProgress" and place == (request["stageName"], request["actionName"], request["token"]):
            result = request["result"]
            manual_approval.answer(request["token"], result["status"] == "Approved", result["summary"])
            return {"approvedAt": run.updated}
    raise ApiError("InvalidApprovalTokenException", "The approval action has no such token, or was answered already")


def tag_resource(request: Request) -> Response:
    _tags.setdefault(request["resourceArn"], {}).update({t["key"]: t["value"] for t in request["tags"]})
    return None


def untag_resource(request: Request) -> Response:
    for key in request["tagKeys"]:
        _tags.get(request["resourceArn"], {}).pop(key, None)
    return None


def list_tags_for_resource(request: Request) -> Response:
    return {"tags": [{"key": k, "value": v} for k, v in _tags.get(request["resourceArn"], {}).items()]}


def _known(engine: Engine, execution_id: str) -> None:
    if execution_id not in engine.records:
        raise ApiError(
            "PipelineExecutionNotFoundException", f"Pipeline {engine.pipeline.name} has no execution {execution_id}"
        )


def _stage(engine: Engine, name: str) -> None:
    if engine.pipeline.stage(name) is None:
        raise ApiError("StageNotFoundException", f"Pipeline {engine.pipeline.name} has no stage {name}")


OPERATIONS = {
    "CreatePipeline": create_pipeline,
    "UpdatePipeline": update_pipeline,
    "GetPipeline": get_pipeline,
    "DeletePipeline": delete_pipeline,
    "ListPipelines": list_pipelines,
    "StartPipelineExecution": start_pipeline_execution,
    "StopPipelineExecution": stop_pipeline_execution,
    "RetryStageExecution": retry_stage_execution,
    "RollbackStage": rollback_stage,
    "OverrideStageCondition": override_stage_condition,
    "DisableStageTransition": disable_stage_transition,
    "EnableStageTransition": enable_stage_transition,
    "GetPipelineState": get_pipeline_state,
    "GetPipelineExecution": get_pipeline_execution,
    "ListPipelineExecutions": list_pipeline_executions,
    "ListActionExecutions": list_action_executions,
    "ListRuleExecutions": list_rule_executions,
    "PutApprovalResult": put_approval_result,
    "TagResource": tag_resource,
    "UntagResource": untag_resource,
    "ListTagsForResource": list_tags_for_resource,
}
handle_request = json_service(OPERATIONS)


def resource_arn(operation: str, request: Request, region: str, account: str) -> str | None:
    """What IAM checks a call against (service authorization reference of CodePipeline)."""
    if "resourceArn" in request:
        return str(request["resourceArn"])
    name = request.get("name") or request.get("pipelineName") or request.get("pipeline", {}).get("name")
    if name is None:
        return "*"
    places = (name, request.get("stageName"), request.get("actionName"))
    return f"arn:aws:codepipeline:{region}:{account}:" + "/".join(place for place in places if place)


def get_state() -> dict[str, Any]:
    """MiniStack asks every service; the rehearsal persists nothing."""
    return {}


def reset() -> None:
    """MiniStack's reset endpoint."""
    _declarations.clear()
    _tags.clear()
