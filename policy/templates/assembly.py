"""What a synthesis wrote (`cdk.out`), as rules read it: the stacks, their templates, every resource in them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from policy.finding import Violation
from policy.templates.documents import documents
from policy.templates.template import Template

STACK = "aws:cloudformation:stack"
NESTED = "cdk:cloud-assembly"


@dataclass(frozen=True)
class Stack:
    """`id` is the construct's: `Pipeline`, `dev`. `name` is CloudFormation's: `webapp-dev`."""

    id: str
    name: str
    account: str
    region: str
    termination_protection: bool
    template: Template

    def resources(self, *types: str) -> Iterator["Located"]:
        """In the order of their logical ids; all types when none is named."""
        if not types:
            return iter(self._resources)
        found = [resource for one in dict.fromkeys(types) for resource in self._by_type.get(one, ())]
        return iter(sorted(found, key=lambda resource: resource.logical_id) if len(types) > 1 else found)

    @cached_property
    def _resources(self) -> tuple["Located", ...]:
        """Once: every rule goes through them."""
        return tuple(Located(self, *item) for item in sorted(self.template.get("Resources", {}).items()))

    @cached_property
    def _by_type(self) -> dict[str, list["Located"]]:
        found: dict[str, list[Located]] = {}
        for resource in self._resources:
            found.setdefault(resource.type, []).append(resource)
        return found

    def violation(self, detail: str) -> Violation:
        """Of the stack itself."""
        return Violation(self.id, "", detail)


@dataclass(frozen=True)
class Located:
    """A resource and where it stands."""

    stack: Stack
    logical_id: str
    definition: Mapping[str, Any]

    @property
    def type(self) -> str:
        return str(self.definition["Type"])

    @property
    def properties(self) -> Mapping[str, Any]:
        """What the template says, intrinsic functions as they are."""
        found: Mapping[str, Any] = self.definition.get("Properties", {})
        return found

    @cached_property
    def construct(self) -> str:
        """CDK's path below the stack; the logical id for a resource that CDK has not placed."""
        path = str(self.definition.get("Metadata", {}).get("aws:cdk:path", ""))
        return path.partition("/")[2] or self.logical_id

    @cached_property
    def documents(self) -> tuple[tuple[str, Mapping[str, Any]], ...]:
        """The policy documents in its properties, by the property that holds each."""
        return tuple(documents(self.properties))

    def violation(self, detail: str) -> Violation:
        """`detail` names what was found, so that an exception for it is none for anything else."""
        return Violation(self.stack.id, self.construct, detail)


@dataclass(frozen=True)
class Assembly:
    stacks: tuple[Stack, ...]

    def resources(self, *types: str) -> Iterator[Located]:
        for stack in self.stacks:
            yield from stack.resources(*types)


def read(folder: Path) -> Assembly:
    """Raises OSError, ValueError or KeyError where `folder` is no cloud assembly."""
    manifest = json.loads((folder / "manifest.json").read_text())
    artifacts = sorted(manifest["artifacts"].items())
    for artifact_id, artifact in artifacts:
        if artifact["type"] == NESTED:
            raise ValueError(f"{artifact_id}: no rule sees the stacks of a cdk.Stage; put them into the app itself")
    return Assembly(tuple(_stack(folder, *item) for item in artifacts if item[1]["type"] == STACK))


def _stack(folder: Path, artifact_id: str, artifact: Mapping[str, Any]) -> Stack:
    account, _, region = artifact["environment"].removeprefix("aws://").partition("/")
    properties = artifact["properties"]
    return Stack(
        id=artifact_id,
        name=properties.get("stackName", artifact_id),
        account=account,
        region=region,
        termination_protection=properties.get("terminationProtection", False),
        template=json.loads((folder / properties["templateFile"]).read_text()),
    )
