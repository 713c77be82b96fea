"""Every state machine has a role of its own: it may change what this one releases, and nothing else."""

from collections import Counter
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.stepfunctions._machines import machines
from policy.templates.assembly import Assembly, Located
from policy.templates.template import text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    users = Counter(_role(machine) for machine in machines(assembly))
    for machine in machines(assembly):
        if at(machine.properties, "RoleArn") is None or users[_role(machine)] > 1:
            yield machine.violation("RoleArn")


def _role(machine: Located) -> tuple[str, str]:
    return machine.stack.id, text(at(machine.properties, "RoleArn"))
