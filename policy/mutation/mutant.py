"""One way in which a template goes wrong, and the tools to write it down in a line."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from policy.assembly import Assembly, Stack
from policy.template import listed

Change = Callable[[Assembly], None]
"""Breaks the assembly's templates in place; it is a copy."""


class Mutant(NamedTuple):
    name: str  # unique: `artifact bucket: encryption removed`
    change: Change
    of: Literal["default", "strict"] = "default"  # pipeline.yml as it is, or with every security option on


def copy_of(assembly: Assembly) -> Assembly:
    return Assembly(tuple(replace(stack, template=deepcopy(dict(stack.template))) for stack in assembly.stacks))


def stack(assembly: Assembly, stack_id: str) -> Stack:
    [found] = [one for one in assembly.stacks if one.id == stack_id]
    return found


def resource(assembly: Assembly, stack_id: str, construct: str) -> dict[str, Any]:
    """The definition of the one resource at that construct path, to be changed. Raises LookupError."""
    found = [one for one in stack(assembly, stack_id).resources() if one.construct == construct]
    if len(found) != 1:
        raise LookupError(f"{len(found)} resources at {stack_id}/{construct}")
    return dict_of(found[0].definition)


def properties(assembly: Assembly, stack_id: str, construct: str) -> dict[str, Any]:
    return dict_of(resource(assembly, stack_id, construct).setdefault("Properties", {}))


def put(stack_id: str, construct: str, path: str, value: Any) -> Change:
    """Sets a property by its dotted path; numbers are indexes of lists."""

    def change(assembly: Assembly) -> None:
        *parents, last = path.split(".")
        target = _walk(properties(assembly, stack_id, construct), parents)
        target[_step(target, last)] = value

    return change


def drop(stack_id: str, construct: str, path: str) -> Change:
    """Removes a property by its dotted path. Raises LookupError where there is none: a mutant must bite."""

    def change(assembly: Assembly) -> None:
        *parents, last = path.split(".")
        target = _walk(properties(assembly, stack_id, construct), parents)
        del target[_step(target, last)]

    return change


def add(stack_id: str, logical_id: str, resource_type: str, **properties_: Any) -> Change:
    """Adds a resource that CDK knows nothing of."""

    def change(assembly: Assembly) -> None:
        template = dict_of(stack(assembly, stack_id).template)
        template["Resources"][logical_id] = {"Type": resource_type, "Properties": properties_}

    return change


def statement(assembly: Assembly, stack_id: str, construct: str, sid: str) -> dict[str, Any]:
    """The one statement with that Sid in the resource's policy documents, to be changed. Raises LookupError."""
    found = [one for one in _statements(properties(assembly, stack_id, construct)) if one.get("Sid") == sid]
    if len(found) != 1:
        raise LookupError(f"{len(found)} statements {sid} at {stack_id}/{construct}")
    return found[0]


def dict_of(value: Any) -> dict[str, Any]:
    """Templates are read-only to rules; a mutant's copy is not."""
    assert isinstance(value, dict)
    return value


def _statements(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield from listed(value.get("Statement", []))
        for child in value.values():
            yield from _statements(child)
    elif isinstance(value, list):
        for child in value:
            yield from _statements(child)


def _walk(target: Any, steps: list[str]) -> Any:
    for step in steps:
        target = target[_step(target, step)]
    return target


def _step(target: Any, step: str) -> str | int:
    return int(step) if isinstance(target, list) else step
