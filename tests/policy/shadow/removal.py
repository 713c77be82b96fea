"""Every statement that gives something to a role, and the templates without one of them.

A statement of an environment stands for that statement of every environment. This module runs in the synthesis
of a rehearsal too, where only the application's own dependencies are installed.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config import names
from policy.templates import assembly as assemblies
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements
from policy.templates.template import listed

NO_GRANT = "AWS::EC2::VPCEndpoint"
# What everybody may do: it gives nothing, where a policy without any statement would be refused.
NOTHING = {"Effect": "Allow", "Action": "sts:GetCallerIdentity", "Resource": "*"}


@dataclass(frozen=True, order=True)
class Unit:
    holder: str  # the role whose policy it is (`webapp-<env>-release`), or the construct (`Artifacts/Bucket`)
    sid: str

    def __str__(self) -> str:
        return f"{self.holder}/{self.sid}"


def units(assembly: Assembly) -> dict[Unit, list[Statement]]:
    """In the order of their names, each with its statements: more than one where environments have the same."""
    found: dict[Unit, list[Statement]] = {}
    for located in assembly.resources():
        for statement in statements(located):
            if gives_to_a_role(statement):
                found.setdefault(_unit(statement), []).append(statement)
    return dict(sorted(found.items()))


def gives_to_a_role(statement: Statement) -> bool:
    """Keys and buckets also give to accounts' administrators and to AWS services, which are no roles.

    The policy of a VPC's endpoint gives nothing to anybody, nor does a denial: rules hold both.
    """
    if not statement.allows or statement.holder.type == NO_GRANT:
        return False
    if statement.kind == "resource":
        keys = {key for _, key, _ in statement.conditions}
        principals = {kind for kind, value in statement.principals if not value.endswith(":root")}
        return "aws:principalarn" in keys or "AWS" in principals
    return statement.kind == "identity"


def remove(unit: str, assembly: Assembly, instead: Any = None) -> None:
    """From the templates in place; `instead` takes the place of a policy's only statement. Raises LookupError."""
    found = {str(each): of_it for each, of_it in units(assembly).items()}
    if unit not in found:
        raise LookupError(f"no statement {unit}")
    for statement in found[unit]:
        document = _document(statement)
        kept = [each for each in listed(document["Statement"]) if each is not statement.document]
        document["Statement"] = kept or listed(instead or [])


def rewrite(folder: Path, unit: str) -> None:
    """Remove it from the templates that a synthesis has written."""
    assembly = assemblies.read(folder)
    remove(unit, assembly, NOTHING)
    for stack in assembly.stacks:
        (folder / f"{stack.id}.template.json").write_text(json.dumps(stack.template, indent=1))


def _unit(statement: Statement) -> Unit:
    stack, located = statement.holder.stack, statement.holder
    holder = located.construct.removesuffix("/Resource").removesuffix("/Policy")
    if statement.kind == "identity":
        holder = str(located.properties.get("ManagedPolicyName", holder))
    if stack.id.startswith(names.STORE_STACK):
        holder = f"artifacts-<region>/{holder}"
    elif stack.id != names.PIPELINE_STACK:
        holder = holder.replace(f"-{stack.id}-", "-<env>-")
    return Unit(holder, statement.name)


def _document(statement: Statement) -> dict[str, Any]:
    found: Any = statement.holder.properties
    for step in statement.where.split("."):
        found = found[int(step)] if isinstance(found, list) else found[step]
    assert isinstance(found, dict), "a document as JSON text is not one of ours"
    return found
