"""Where a key's policy lets an account use it, or roles of another, it does so through a service: kms:ViaService.

Roles that the policy can only name by a condition, or that another account manages, have no business with the key but
the objects or messages that it encrypts.
https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._conditions import narrows
from policy.rules._principals import identities, is_whole_account, others
from policy.rules.kms._use import uses
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements


def check(assembly: Assembly) -> Iterator[Violation]:
    for key in assembly.resources("AWS::KMS::Key"):
        for statement in statements(key):
            if statement.allows and _is_far_use(statement) and not narrows(statement, "kms:ViaService"):
                yield key.violation(f"{statement.name}::kms:ViaService")


def _is_far_use(statement: Statement) -> bool:
    stack = statement.holder.stack
    is_account = any(is_whole_account(name, stack) for name in identities(statement))
    return bool(uses(statement)) and (is_account or bool(others(statement)))
