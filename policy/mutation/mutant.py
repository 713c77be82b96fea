"""One way in which a template goes wrong, and the tools to write it down in a line."""

import pickle
from collections.abc import Callable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from policy.mutation.words import in_words_of
from policy.templates.assembly import Assembly, Stack
from policy.templates.template import listed

Change = Callable[[Assembly], Assembly | None]
"""Breaks the assembly's templates in place, since it is a copy; or makes another assembly of it."""


class Mutant(NamedTuple):
    name: str  # unique: `artifact bucket: encryption removed`
    change: Change
    of: str = "default"  # pipeline.yml as it is, or one of tests/synth/pipelines or examples, e.g. `strict`


def copy_of(assembly: Assembly) -> Assembly:
    """By pickle, which takes a tenth of the time of a deep copy."""
    return Assembly(
        tuple(replace(stack, template=pickle.loads(pickle.dumps(stack.template))) for stack in assembly.stacks)
    )


def stack(assembly: Assembly, stack_id: str) -> Stack:
    """Raises LookupError."""
    wanted = in_words_of(assembly, stack_id)
    for found in assembly.stacks:
        if found.id == wanted:
            return found
    raise LookupError(f"no stack {wanted}")


def resource(assembly: Assembly, stack_id: str, construct: str) -> dict[str, Any]:
    """The definition of the one resource at that construct path, to be changed; `*` for what CDK puts into a name.

    Raises LookupError.
    """
    wanted = in_words_of(assembly, construct)
    found = [one for one in stack(assembly, stack_id).resources() if fnmatchcase(one.construct, wanted)]
    if len(found) != 1:
        raise LookupError(f"{len(found)} resources at {stack_id}/{wanted}")
    return dict_of(found[0].definition)


def properties(assembly: Assembly, stack_id: str, construct: str) -> dict[str, Any]:
    return dict_of(resource(assembly, stack_id, construct).setdefault("Properties", {}))


def between_accounts(mutant: Mutant) -> Mutant:
    """Only where production lies in another account than the pipeline: else LookupError."""

    def change(assembly: Assembly) -> Assembly | None:
        if stack(assembly, "production").account == stack(assembly, "Pipeline").account:
            raise LookupError("production is in the account of the pipeline")
        return mutant.change(assembly)

    return mutant._replace(change=change)


def put(stack_id: str, construct: str, path: str, value: Any) -> Change:
    """Sets a property by its dotted path; in a list a step is an index, or the Name of an element."""

    def change(assembly: Assembly) -> None:
        *parents, last = in_words_of(assembly, path).split(".")
        target = _walk(properties(assembly, stack_id, construct), parents)
        target[_step(target, last)] = in_words_of(assembly, value)

    return change


def drop(stack_id: str, construct: str, path: str) -> Change:
    """Removes a property by its dotted path. Raises LookupError where there is none: a mutant must bite."""

    def change(assembly: Assembly) -> None:
        *parents, last = in_words_of(assembly, path).split(".")
        target = _walk(properties(assembly, stack_id, construct), parents)
        del target[_step(target, last)]

    return change


def add(stack_id: str, logical_id: str, resource_type: str, **properties_: Any) -> Change:
    """Adds a resource that CDK knows nothing of."""

    def change(assembly: Assembly) -> None:
        template = dict_of(stack(assembly, stack_id).template)
        template["Resources"][logical_id] = {
            "Type": resource_type,
            "Properties": in_words_of(assembly, properties_),
        }

    return change


def remove(stack_id: str, construct: str) -> Change:
    """Removes the resource itself. Raises LookupError."""

    def change(assembly: Assembly) -> None:
        gone = resource(assembly, stack_id, construct)
        kept = stack(assembly, stack_id).template["Resources"]
        for logical_id in [one for one, definition in kept.items() if definition is gone]:
            del kept[logical_id]

    return change


def put_attribute(stack_id: str, construct: str, path: str, value: Any) -> Change:
    """Sets what stands beside a resource's properties: `DeletionPolicy`, `Metadata.checkov`."""

    def change(assembly: Assembly) -> None:
        _put(resource(assembly, stack_id, construct), path, in_words_of(assembly, value))

    return change


def put_section(stack_id: str, path: str, value: Any) -> Change:
    """Sets what stands beside a template's resources: `Outputs.Password`, `Transform`."""

    def change(assembly: Assembly) -> None:
        _put(dict_of(stack(assembly, stack_id).template), path, in_words_of(assembly, value))

    return change


def put_of_stack(stack_id: str, **changed: Any) -> Change:
    """Sets what the assembly says of the stack: `termination_protection=False`."""

    def change(assembly: Assembly) -> Assembly:
        broken = stack(assembly, stack_id)
        return Assembly(tuple(replace(one, **changed) if one == broken else one for one in assembly.stacks))

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


def _put(target: dict[str, Any], path: str, value: Any) -> None:
    """Makes the objects on the way that are not there yet."""
    *parents, last = path.split(".")
    for step in parents:
        target = target.setdefault(step, {})
    target[last] = value


def appended_to(stack_id: str, construct: str, path: str, value: Any) -> Change:
    """One more element of the list at the path."""

    def change(assembly: Assembly) -> None:
        steps = in_words_of(assembly, path).split(".")
        _walk(properties(assembly, stack_id, construct), steps).append(in_words_of(assembly, value))

    return change


def _walk(target: Any, steps: list[str]) -> Any:
    for step in steps:
        target = target[_step(target, step)]
    return target


def _step(target: Any, step: str) -> str | int:
    """Raises LookupError where a list has no element of that Name."""
    if not isinstance(target, list) or step.isdecimal():
        return int(step) if isinstance(target, list) else step
    for index, element in enumerate(target):
        if element.get("Name") == step:
            return index
    raise LookupError(f"nothing is called {step}")
