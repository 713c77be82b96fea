"""Who may change a function's code is a state machine, of the functions that its states change: it runs as their role.

https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from policy.finding import Violation
from policy.rules._role_policies import ROLE, permissions
from policy.rules.stepfunctions._machines import machines, states
from policy.rules.stepfunctions._paths import Ways
from policy.templates.assembly import Assembly
from policy.templates.references import resource_referred
from policy.templates.statements import Statement, statements
from policy.templates.template import text
from policy.templates.values import at

CHANGES = "lambda:updatefunctioncode"


def check(assembly: Assembly) -> Iterator[Violation]:
    released = dict(_of_machines(assembly))
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "identity" and statement.allows and _changes(statement):
                changed = released.get((resource.stack.id, resource.logical_id))
                if changed is None:
                    yield resource.violation("Action::lambda:UpdateFunctionCode")
                elif {one.partition(":function:")[2] for one in statement.resources} - changed:
                    yield resource.violation(f"Resource::{', '.join(statement.resources)}")


def _changes(statement: Statement) -> bool:
    return any(fnmatchcase(CHANGES, action.lower()) for action in statement.actions)


def _of_machines(assembly: Assembly) -> Iterator[tuple[tuple[str, str], set[str]]]:
    """Stack and logical id of what holds the statements of a machine's role; the functions that its states change."""
    for machine in machines(assembly):
        role = resource_referred(machine.stack, at(machine.properties, "RoleArn"), ROLE)
        ways = Ways(machine, states(machine) or {})
        changed = {text(at(ways.arguments(name), "FunctionName")) for name in ways.calling("lambda:updateFunctionCode")}
        for statement in permissions(role) if role else ():
            yield (statement.holder.stack.id, statement.holder.logical_id), changed
