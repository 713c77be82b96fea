"""The source in a service role's trust policy, aws:SourceArn and aws:SourceAccount, is of the role's own account."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.rules._conditions import values
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements


def check(assembly: Assembly) -> Iterator[Violation]:
    for role in assembly.resources():
        for statement in statements(role):
            if statement.kind == "trust" and statement.allows:
                yield from (role.violation(foreign) for foreign in _foreign(statement))


def _foreign(statement: Statement) -> Iterator[str]:
    stack = statement.holder.stack
    for if_exists in (False, True):
        for account in values(statement, "aws:SourceAccount", if_exists):
            if concrete(account, stack) != stack.account:
                yield f"aws:SourceAccount::{account}"
        for arn in values(statement, "aws:SourceArn", if_exists):
            account = concrete(arn, stack).split(":")[4] if arn.startswith("arn:") else stack.account
            if account not in ("", stack.account):  # an S3 bucket's ARN names none
                yield f"aws:SourceArn::{arn}"
