"""The policy of an event bus, which MiniStack's CloudFormation leaves out."""

from typing import Any

from ministack.services import eventbridge
from ministack.services.cloudformation import provisioners

from rehearsal.server import plug_points as ministack

Properties = dict[str, Any]
Made = tuple[str, Properties]
BUS = "AWS::Events::EventBus"


def install() -> None:
    own = dict(provisioners._RESOURCE_HANDLERS[BUS])

    def create(logical_id: str, properties: Properties, stack: str) -> Made:
        return _with_policy(own["create"](logical_id, properties, stack), properties)

    def update(name: str, old: Properties, new: Properties, stack: str) -> Made:
        return _with_policy(own["update"](name, old, new, stack), new)

    ministack.add_resource_types({BUS: {**own, "create": create, "update": update}})


def _with_policy(made: Made, properties: Properties) -> Made:
    if "Policy" in properties:
        eventbridge._event_bus_policies[made[0]] = properties["Policy"]
    else:
        eventbridge._event_bus_policies.pop(made[0], None)
    return made
