"""Who may do what: each role's permissions, and each resource's policy, as sentences."""

from collections.abc import Iterator
from typing import Any

from policy.report.document import Listing, Section
from policy.report.sentences import sentence
from policy.templates.assembly import Assembly, Located
from policy.templates.statements import Statement, statements
from policy.templates.template import text

ROLE = "AWS::IAM::Role"


def roles(assembly: Assembly) -> Section:
    says = "For each role: who may take it on, what it may do, and where AWS's own policies are attached."
    return Section("Roles", says, listings=tuple(_role(role) for role in assembly.resources(ROLE)))


def resource_policies(assembly: Assembly) -> Section:
    says = "What resources allow to others, and deny to all."
    listings = (Listing(_title(one), tuple(_sentences(one, "resource"))) for one in assembly.resources())
    return Section("Policies of resources", says, listings=tuple(one for one in listings if one.items))


def _role(role: Located) -> Listing:
    name = text(role.properties.get("RoleName", role.logical_id))
    bound = role.properties.get("PermissionsBoundary")
    items = [
        *_sentences(role, "trust"),
        *(said for holder in [role, *_policies(role)] for said in _sentences(holder, "identity")),
        *(f"Has AWS's or another's policy {text(arn)}." for arn in _foreign(role)),
        *([f"Is bounded by {text(bound)}."] if bound else []),
    ]
    return Listing(f"{role.stack.id}: role {name}", tuple(items))


def _sentences(holder: Located, kind: str) -> Iterator[str]:
    return (sentence(statement) for statement in statements(holder) if statement.kind == kind)


def holder_of(statement: Statement) -> str:
    """The stack, and the construct whose policy it is."""
    return f"{statement.holder.stack.id}/{statement.holder.construct}"


def _policies(role: Located) -> Iterator[Located]:
    """Those that the role names, and those that name the role."""
    attached: list[Any] = role.properties.get("ManagedPolicyArns", [])
    for policy in role.stack.resources():
        if policy.type.startswith("AWS::IAM::") and policy.type != ROLE:
            named = [*policy.properties.get("Roles", []), policy.properties.get("RoleName")]
            if {"Ref": policy.logical_id} in attached or {"Ref": role.logical_id} in named:
                yield policy


def _foreign(role: Located) -> Iterator[Any]:
    own = [{"Ref": logical_id} for logical_id in role.stack.template["Resources"]]
    return (arn for arn in role.properties.get("ManagedPolicyArns", []) if arn not in own)


def _title(resource: Located) -> str:
    return f"{resource.stack.id}: {resource.construct.removesuffix('/Resource')} ({resource.type})"
