"""AWS::CodePipeline::Pipeline: CloudFormation's properties to the API's declaration, and back to a resource."""

from typing import Any

from ministack.services.cloudformation.provisioners import _physical_name

from rehearsal.codepipeline import service

Properties = dict[str, Any]


def create(logical_id: str, properties: Properties, stack: str) -> tuple[str, Properties]:
    name = properties.get("Name") or _physical_name(stack, logical_id, max_len=100)
    service.create_pipeline({"pipeline": _declaration(name, properties), "tags": _tags(properties)})
    _apply_transitions(name, {}, properties)
    return name, {"Version": "1"}


def update(name: str, old: Properties, new: Properties, stack: str) -> tuple[str, Properties]:
    updated = service.update_pipeline({"pipeline": _declaration(name, new)}) or {}
    _apply_transitions(name, old, new)
    if new.get("RestartExecutionOnUpdate") in (True, "true"):
        service.start_pipeline_execution({"name": name})
    return name, {"Version": str(updated["pipeline"]["version"])}


def delete(name: str, properties: Properties) -> None:
    service.delete_pipeline({"name": name})


HANDLERS = {"AWS::CodePipeline::Pipeline": {"create": create, "update": update, "delete": delete}}


def _declaration(name: str, properties: Properties) -> Properties:
    shaped: Properties = _camel({k: v for k, v in properties.items() if k not in NOT_DECLARED})
    if "artifactStores" in shaped:
        shaped["artifactStores"] = {each["region"]: each["artifactStore"] for each in shaped["artifactStores"]}
    shaped["name"] = name
    return shaped


NOT_DECLARED = ("Name", "Tags", "RestartExecutionOnUpdate", "DisableInboundStageTransitions")


def _camel(value: Any) -> Any:
    """CloudFormation's Names to the API's names, except inside an action's configuration, which is a map."""
    if isinstance(value, list):
        return [_camel(each) for each in value]
    if isinstance(value, dict):
        return {
            key[0].lower() + key[1:]: {k: _text(v) for k, v in each.items()} if key == "Configuration" else _camel(each)
            for key, each in value.items()
        }
    return value


def _text(value: Any) -> str:
    """Configuration values are strings; CloudFormation renders a boolean in lower case."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _tags(properties: Properties) -> list[dict[str, str]]:
    return [{"key": tag["Key"], "value": tag["Value"]} for tag in properties.get("Tags", [])]


def _apply_transitions(name: str, old: Properties, new: Properties) -> None:
    was = {each["StageName"] for each in old.get("DisableInboundStageTransitions", [])}
    now = {each["StageName"]: each["Reason"] for each in new.get("DisableInboundStageTransitions", [])}
    for stage in was - now.keys():
        service.enable_stage_transition({"pipelineName": name, "stageName": stage})
    for stage, reason in now.items():
        service.disable_stage_transition(
            {"pipelineName": name, "stageName": stage, "transitionType": "Inbound", "reason": reason}
        )
