"""Who a policy lets in: roles by name, whole accounts, services."""

import re

from policy.rules._arns import concrete
from policy.templates.assembly import Stack
from policy.templates.statements import Statement

ROLE = re.compile(r"arn:aws[a-z-]*:iam::(?P<account>\d{12}):role/[\w+=,.@/-]+")
WHOLE_ACCOUNT = re.compile(r"(arn:aws[a-z-]*:iam::)?(?P<account>\d{12})(:root)?")
ANY_PRINCIPAL = re.compile(r"arn:aws[a-z-]*:(iam|sts)::(?P<account>\d{12}):.+")
ATTRIBUTE = re.compile(r"\$\{(?P<logical_id>\w+)\.Arn\}")


def is_role(text: str, stack: Stack) -> bool:
    """One role by its exact ARN, or a role of the same template."""
    attribute = ATTRIBUTE.fullmatch(text)
    if attribute:
        resource = stack.template["Resources"].get(attribute["logical_id"], {})
        return bool(resource.get("Type") == "AWS::IAM::Role")
    return ROLE.fullmatch(concrete(text, stack)) is not None


def is_whole_account(text: str, stack: Stack) -> bool:
    return WHOLE_ACCOUNT.fullmatch(concrete(text, stack)) is not None


def account_of(text: str, stack: Stack) -> str | None:
    """None where it cannot be told. What the template makes itself is of the stack's account."""
    if ATTRIBUTE.fullmatch(text):
        return stack.account
    named = concrete(text, stack)
    found = WHOLE_ACCOUNT.fullmatch(named) or ANY_PRINCIPAL.fullmatch(named)
    return found["account"] if found else None


def services(statement: Statement) -> tuple[str, ...]:
    return tuple(name for kind, name in statement.principals if kind == "Service")


def identities(statement: Statement) -> tuple[str, ...]:
    """Accounts, roles and users."""
    return tuple(name for kind, name in statement.principals if kind == "AWS")


def others(statement: Statement) -> tuple[str, ...]:
    """Those of `identities` that are not of the stack's own account, or might not be."""
    stack = statement.holder.stack
    return tuple(name for name in identities(statement) if account_of(name, stack) != stack.account)
