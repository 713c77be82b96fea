"""What rules of every area ask of a resource's properties."""

from collections.abc import Mapping
from typing import Any

from policy.assembly import Located, Stack

NOTHING = {"Ref": "AWS::NoValue"}


def at(value: Any, path: str) -> Any:
    """What stands at a dotted path; None where nothing does. `AWS::NoValue` is nothing."""
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return None if value == NOTHING else value


def mapping(value: Any) -> Mapping[str, Any]:
    """The object; one without fields where something else stands."""
    return value if isinstance(value, Mapping) else {}


def is_true(value: Any) -> bool:
    """CloudFormation takes "true" for true."""
    return value is True or value == "true"


def is_false(value: Any) -> bool:
    """Said to be false; what is missing is not false."""
    return value is False or value == "false"


def referred(stack: Stack, value: Any, name: str, *types: str) -> Located | None:
    """The resource of the stack that `value` means: by Ref, by Fn::GetAtt, or by its name, the property `name`."""
    logical_id = _logical_id(value)
    for resource in stack.resources(*types):
        if resource.logical_id == logical_id or (value is not None and at(resource.properties, name) == value):
            return resource
    return None


def _logical_id(value: Any) -> str | None:
    match value:
        case {"Ref": str(logical_id)} | {"Fn::GetAtt": [str(logical_id), *_]}:
            return logical_id
        case {"Fn::GetAtt": str(dotted)}:
            return dotted.partition(".")[0]
    return None
