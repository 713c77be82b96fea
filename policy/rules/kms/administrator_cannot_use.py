"""Who manages a key cannot use it: an account's root may use one only as a role that a condition names.

The account's root stands for whoever its IAM policies allow. kms:CreateGrant counts as use: it hands use on.
https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._conditions import values
from policy.rules._principals import identities, is_role, is_whole_account
from policy.rules.kms._use import uses
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements

MANAGES = {"kms:putkeypolicy", "kms:schedulekeydeletion", "kms:revokegrant"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for key in assembly.resources("AWS::KMS::Key"):
        for statement in statements(key):
            if statement.allows and (_manages(statement) or _is_anyone(statement)):
                for action in uses(statement):
                    yield key.violation(f"{statement.name}::{action}")


def _manages(statement: Statement) -> bool:
    return bool(MANAGES & {action.lower() for action in statement.actions})


def _is_anyone(statement: Statement) -> bool:
    stack = statement.holder.stack
    roles = values(statement, "aws:PrincipalArn")
    named = bool(roles) and all(is_role(role, stack) for role in roles)
    return not named and any(is_whole_account(name, stack) for name in identities(statement))
