"""Every wildcard that a role has, and why there is no narrower way."""

from collections.abc import Iterator

from policy.aws.authorization import takes_no_resource
from policy.report.document import Section, Table
from policy.report.permissions import holder_of
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements
from policy.verdict import Exempted

HEADER = ("role's policy", "statement", "resource", "actions", "why")
NO_LEVEL = "no resource-level permission (AWS's service authorization reference)"
CHOSEN_BY_AWS = "AWS chooses the rest of the name (the rule wildcard_within_resource_is_needed holds it)"


def wildcards(assembly: Assembly, exempted: list[Exempted]) -> Section:
    found = [one for resource in assembly.resources() for one in statements(resource) if one.kind == "identity"]
    rows = tuple(row for one in found if one.allows for row in _rows(one, exempted))
    actions = [action for one in found if one.allows for action in (*one.actions, *one.not_actions) if _wild(action)]
    says = (
        f"{len(actions)} wildcard actions. {len(rows)} wildcard resources: `*` only for actions that take no "
        "resource, a part of a name only where AWS or a run of the pipeline chooses it."
    )
    return Section("Wildcards", says, tables=(Table(HEADER, rows),))


def _rows(statement: Statement, exempted: list[Exempted]) -> Iterator[tuple[str, ...]]:
    for resource in statement.resources:
        if _wild(resource):
            why = _no_resource(statement) if resource == "*" else _reason(statement, resource, exempted)
            yield holder_of(statement), statement.name, resource, ", ".join(statement.actions), why


def _no_resource(statement: Statement) -> str:
    """Says which of the actions could be narrowed, should there be one."""
    others = [action for action in statement.actions if not takes_no_resource(action)]
    return f"UNPROVEN: {', '.join(others)} can be narrowed" if others else NO_LEVEL


def _reason(statement: Statement, resource: str, exempted: list[Exempted]) -> str:
    at = (statement.holder.stack.id, statement.holder.construct)
    reasons = (one.row.reason for one in exempted if (one.stack, one.construct) == at and resource in one.finding)
    return next(reasons, CHOSEN_BY_AWS)


def _wild(written: str) -> bool:
    return "*" in written or "?" in written
