"""A resource policy lets another account in only by naming its roles, or the organization.

A role that does not exist yet cannot be a principal: then the account is, with ArnEquals on aws:PrincipalArn.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._conditions import narrows, values
from policy.rules._principals import is_role, others
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "resource" and statement.allows and not _is_narrowed(statement):
                for name in others(statement):
                    if name != "*" and not is_role(name, resource.stack):
                        yield resource.violation(f"{statement.name}::{name}")


def _is_narrowed(statement: Statement) -> bool:
    roles = values(statement, "aws:PrincipalArn")
    by_role = bool(roles) and all(is_role(role, statement.holder.stack) for role in roles)
    return by_role or narrows(statement, "aws:PrincipalOrgID")
