"""A stack under deployment as policy/execution reads stacks, with the names that its resources really have."""

import re
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from ministack.core.responses import get_account_id, get_region
from ministack.services import cloudformation
from ministack.services.cloudformation import changesets, handlers

from policy.execution.arns import NAMES
from policy.templates.assembly import Located, Stack

Definition = Mapping[str, Any]
Parameters = Mapping[str, Any]
# The template that is being deployed, and its parameters: the stack's record has them when all has succeeded.
_under_way: ContextVar[tuple[Definition, Parameters] | None] = ContextVar("under_way", default=None)


def install() -> None:
    deploy = changesets._deploy_stack_async

    async def remembering(
        stack_name: str, stack_id: str, template: Definition, parameters: Parameters, *more: Any, **named: Any
    ) -> None:
        _under_way.set((template, parameters))
        await deploy(stack_name, stack_id, template, parameters, *more, **named)

    changesets._deploy_stack_async = handlers._deploy_stack_async = remembering


def located(stack_name: str, logical_id: str, given: Definition) -> Located:
    """A resource in the stack as far as it has been made.

    `given` stands for a resource that the stack's template has no more: its type and its last properties.
    """
    record = cloudformation._stacks[stack_name]
    template, parameters = _under_way.get() or (record["_template"], record["_resolved_params"])
    values = {name: value["Value"] for name, value in parameters.items()}
    made = {key: str(each["PhysicalResourceId"]) for key, each in record["_resources"].items()}
    definitions = {logical_id: given, **template.get("Resources", {})}
    definitions[logical_id] = _with_values(definitions[logical_id], values)
    named = {key: _named(each, made.get(key)) for key, each in definitions.items()}
    whole = {**template, "Resources": named}
    stack = Stack(stack_name, stack_name, get_account_id(), get_region(), False, whole)
    return Located(stack, logical_id, named[logical_id])


def update_policy(logical_id: str) -> Mapping[str, Any]:
    """What the template that is being deployed says of how a resource is updated."""
    template, _ = _under_way.get() or ({}, {})
    found: Mapping[str, Any] = template.get("Resources", {}).get(logical_id, {}).get("UpdatePolicy", {})
    return found


def _with_values(value: Any, parameters: Parameters) -> Any:
    """References to the stack's parameters replaced by their values."""
    if isinstance(value, dict):
        if value.keys() == {"Ref"} and value["Ref"] in parameters:
            return parameters[value["Ref"]]
        return {key: _with_values(each, parameters) for key, each in value.items()}
    return [_with_values(each, parameters) for each in value] if isinstance(value, list) else value


def _named(definition: Definition, physical_id: str | None) -> Definition:
    """With the name that CloudFormation gave the resource, if the template leaves it to CloudFormation."""
    name = NAMES.get(definition["Type"])
    properties = definition.get("Properties") or {}
    if not name or not physical_id or name in properties:
        return definition
    return {**definition, "Properties": {**properties, name: _name(physical_id)}}


def _name(physical_id: str) -> str:
    """Of an ARN, the resource's name: what follows the type, without an id at the end."""
    if not physical_id.startswith("arn:"):
        return physical_id
    parts = re.split("[:/]", physical_id)
    return parts[-2] if ":elasticloadbalancing:" in physical_id else parts[-1]
