"""Which resources of its own stack a value names: by Ref, Fn::GetAtt or Fn::Sub."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from policy.templates.assembly import Located, Stack
from policy.templates.values import at

IN_SUB = re.compile(r"\$\{([A-Za-z0-9]+)[^}]*\}")


def referred(value: Any) -> str:
    """The logical id that the whole value names, empty if it names none."""
    match value:
        case {"Ref": str(name)}:
            return name
        case {"Fn::GetAtt": [str(name), *_]}:
            return name
        case {"Fn::GetAtt": str(path)}:
            return path.partition(".")[0]
        case {"Fn::Sub": str(pattern)}:
            found = IN_SUB.fullmatch(pattern)
            return found[1] if found else ""
    return ""


def resource_referred(stack: Stack, value: Any, *types: str) -> Located | None:
    """The resource of the stack, of one of these types, that the whole value names."""
    logical_id = referred(value)
    return next((resource for resource in stack.resources(*types) if resource.logical_id == logical_id), None)


def resource_meant(stack: Stack, value: Any, name: str, *types: str) -> Located | None:
    """As `resource_referred`, or by the resource's name, which is its property `name`."""
    if value is None:
        return None
    named = (resource for resource in stack.resources(*types) if at(resource.properties, name) == value)
    return resource_referred(stack, value, *types) or next(named, None)


def all_referred(value: Any) -> set[str]:
    """Every logical id that is named anywhere within."""
    return set(_referred_within(value))


def _referred_within(value: Any) -> Iterator[str]:
    if referred(value):
        yield referred(value)
    elif isinstance(value, Mapping):
        yield from _in_sub(value.get("Fn::Sub"))
        for child in value.values():
            yield from _referred_within(child)
    elif isinstance(value, list):
        for child in value:
            yield from _referred_within(child)


def _in_sub(substitution: Any) -> list[str]:
    """`"${A.Arn}/*"`, or that with values for names of its own: `["${A.Arn}/${own}", {"own": ...}]`."""
    match substitution:
        case str(pattern):
            return IN_SUB.findall(pattern)
        case [str(pattern), {**own}]:
            return [name for name in IN_SUB.findall(pattern) if name not in own]
    return []
