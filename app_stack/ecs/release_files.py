"""What CodeDeployToECS is given beside the image: the task definition and the AppSpec, beside the templates.

The task definition is the template's own, which the gate has judged, in the words of ECS's API.
https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECSbluegreen.html
"""

import json
from pathlib import Path
from typing import Any

from app_stack.ecs.tasks import CONTAINER
from app_stack.load_balancer import APPLICATION_PORT
from config import names, places
from config.model import Pipeline

NAMES = ("Options",)  # what is below is named by whoever wrote it, and not by AWS


def write(folder: Path, config: Pipeline) -> None:
    """Beside the template of each environment on ECS. Raises ValueError where only a deployment knows a value."""
    for environment in places.places(config):
        if environment.target == "ecs":
            template = json.loads((folder / f"{environment.name}.template.json").read_text(encoding="utf-8"))
            (folder / names.task_definition_file(environment)).write_text(_text(task_definition(template)))
            (folder / names.appspec_file(environment)).write_text(_text(_appspec()))


def task_definition(template: dict[str, Any]) -> dict[str, Any]:
    """The arguments of RegisterTaskDefinition, with the placeholder for the image."""
    [properties] = [
        resource["Properties"]
        for resource in template["Resources"].values()
        if resource["Type"] == "AWS::ECS::TaskDefinition"
    ]
    return _in_words_of_api(properties)  # type: ignore[no-any-return]


def _in_words_of_api(value: Any) -> Any:
    if value == {"Ref": names.IMAGE_PARAMETER}:
        return f"<{names.IMAGE_PLACEHOLDER}>"
    if isinstance(value, list):
        return [_in_words_of_api(child) for child in value]
    if not isinstance(value, dict):
        return value
    if "Ref" in value or any(key.startswith("Fn::") for key in value):
        raise ValueError(f"{value}: known at the deployment of the stack only; a task definition needs it before")
    return {
        key[0].lower() + key[1:]: child if key in NAMES else _in_words_of_api(child) for key, child in value.items()
    }


def _appspec() -> dict[str, Any]:
    container = {"ContainerName": CONTAINER, "ContainerPort": APPLICATION_PORT}
    properties = {"TaskDefinition": "<TASK_DEFINITION>", "LoadBalancerInfo": container, "PlatformVersion": "LATEST"}
    return {"version": 0.0, "Resources": [{"TargetService": {"Type": "AWS::ECS::Service", "Properties": properties}}]}


def _text(value: Any) -> str:
    return json.dumps(value, indent=2) + "\n"
