"""Who may change a function's code is a state machine, of one function that it names: whoever does runs as its role.

https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from policy.finding import Violation
from policy.rules._arns import has_wildcard
from policy.rules._role_policies import ROLE, permissions
from policy.rules.stepfunctions._machines import machines
from policy.templates.assembly import Assembly
from policy.templates.references import resource_referred
from policy.templates.statements import Statement, statements
from policy.templates.values import at

CHANGES = "lambda:updatefunctioncode"


def check(assembly: Assembly) -> Iterator[Violation]:
    released = set(_of_machines(assembly))
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "identity" and statement.allows and _changes(statement):
                if (resource.stack.id, resource.logical_id) not in released:
                    yield resource.violation("Action::lambda:UpdateFunctionCode")
                elif any(has_wildcard(one) for one in statement.resources):
                    yield resource.violation(f"Resource::{', '.join(statement.resources)}")


def _changes(statement: Statement) -> bool:
    return any(fnmatchcase(CHANGES, action.lower()) for action in statement.actions)


def _of_machines(assembly: Assembly) -> Iterator[tuple[str, str]]:
    """Stack and logical id of what holds the statements of state machines' roles."""
    for machine in machines(assembly):
        role = resource_referred(machine.stack, at(machine.properties, "RoleArn"), ROLE)
        for statement in permissions(role) if role else ():
            yield statement.holder.stack.id, statement.holder.logical_id
