"""No policy lets in, or reaches out to, the roles of an account that no stack is deployed to.

Neither a principal, nor a role to take on or to pass, nor one in a condition on aws:PrincipalArn.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._conditions import values
from policy.rules._principals import account_of, identities
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements


def check(assembly: Assembly) -> Iterator[Violation]:
    accounts = {stack.account for stack in assembly.stacks}
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.allows:
                for name in _named(statement):
                    account = account_of(name, resource.stack)
                    if account and account not in accounts:
                        yield resource.violation(f"{statement.name}::{name}")


def _named(statement: Statement) -> tuple[str, ...]:
    return (
        *identities(statement),
        *statement.resources,  # account_of knows those of IAM alone
        *values(statement, "aws:PrincipalArn"),
        *values(statement, "aws:PrincipalAccount"),
    )
