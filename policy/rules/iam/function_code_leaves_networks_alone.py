"""What a function's role allows on networks is Lambda's to do: a statement denies all of it to the function's own code.

Lambda makes network interfaces in the role's name. Only what code asks for says of which function it is.
https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._role_policies import ROLE, said_of
from policy.templates.assembly import Assembly, Located
from policy.templates.statements import Statement, statements

LAMBDA, NETWORKS = "lambda.amazonaws.com", "ec2:"
BY_CODE = [("Null", "lambda:sourcefunctionarn", ("false",))]


def check(assembly: Assembly) -> Iterator[Violation]:
    for role in assembly.resources(ROLE):
        if is_of_a_function(role):
            said = list(said_of(role))
            denied = {action.lower() for one in said if _denies_to_code(one) for action in one.actions}
            allowed = {(one.name, action) for one in said if one.allows for action in one.actions}
            for name, action in sorted(allowed):
                if action.lower().startswith(NETWORKS) and action.lower() not in denied:
                    yield role.violation(f"{name}::{action}")


def is_of_a_function(role: Located) -> bool:
    return any(("Service", LAMBDA) in one.principals for one in statements(role) if one.kind == "trust")


def _denies_to_code(statement: Statement) -> bool:
    """On everything, and on no further condition."""
    return not statement.allows and statement.resources == ("*",) and list(statement.conditions) == BY_CODE
