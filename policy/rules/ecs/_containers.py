"""The containers of ECS task definitions."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from policy.templates.assembly import Assembly, Located
from policy.templates.template import text
from policy.templates.values import objects

TASK = "AWS::ECS::TaskDefinition"


class Container(NamedTuple):
    task: Located
    name: str
    settings: Mapping[str, Any]


def containers(assembly: Assembly) -> Iterator[Container]:
    for task in assembly.resources(TASK):
        for settings in objects(task.properties.get("ContainerDefinitions")):
            yield Container(task, text(settings.get("Name", "unnamed")), settings)
