"""A trust policy allows to take the role on, and to tag that session: nothing else makes sense there."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.statements import statements

ACTIONS = {
    "sts:AssumeRole",
    "sts:AssumeRoleWithWebIdentity",
    "sts:AssumeRoleWithSAML",
    "sts:SetSourceIdentity",
    "sts:TagSession",
}


def check(assembly: Assembly) -> Iterator[Violation]:
    for role in assembly.resources():
        for statement in statements(role):
            if statement.kind == "trust" and statement.allows:
                for action in sorted(set(statement.actions) - ACTIONS):
                    yield role.violation(f"Action::{action}")
