"""Who may take on or pass a role, may do so with roles named by their exact ARNs."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._principals import is_role
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements

ACTIONS = {"iam:passrole", "sts:assumerole"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "identity" and statement.allows and _uses_roles(statement):
                for named in statement.resources:
                    if not is_role(named, resource.stack):
                        yield resource.violation(f"{statement.name}::{named}")


def _uses_roles(statement: Statement) -> bool:
    return bool(ACTIONS & {action.lower() for action in statement.actions})
