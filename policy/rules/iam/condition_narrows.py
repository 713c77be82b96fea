"""No condition undoes itself: by a value that everything equals, or an operator that holds when the key is missing.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html: a negated
operator, IfExists and ForAllValues hold for a request without the key; StringEquals takes `*` literally.
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements

TLS = "aws:securetransport"
WIDE = re.compile(r"[*?:]*|arn:[*?:]+|arn:aws:\*.*")  # `arn:*:*:*`
ALWAYS_THERE = (  # so that IfExists only opens the statement to whoever goes around it
    "aws:principalarn",
    "aws:principalaccount",
    "aws:principalorgid",
    "aws:resourceaccount",
    "iam:passedtoservice",
    "kms:viaservice",
    "kms:encryptioncontext:",
)


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for statement in statements(resource):
            wrong = _wrong_allow(statement) if statement.allows else _wrong_deny(statement)
            yield from (resource.violation(f"{statement.name}::{detail}") for detail in wrong)


def _wrong_allow(statement: Statement) -> Iterator[str]:
    for operator, key, values in statement.conditions:
        narrows_nothing = not values or any(_is_wide(operator, value) for value in values)
        is_turned = (operator == "Null" and values != ("false",)) or (key == TLS and values != ("true",))
        if narrows_nothing or is_turned or _holds_without(operator, key):
            yield f"{operator} {key}"


def _wrong_deny(statement: Statement) -> Iterator[str]:
    for operator, key, values in statement.conditions:
        if key == TLS and (values != ("false",) or not operator.startswith("Bool")):
            yield f"{operator} {key}"


def _holds_without(operator: str, key: str) -> bool:
    if "Not" in operator.removeprefix("ForAnyValue:") or operator.startswith("ForAllValues:"):
        return True
    return operator.endswith("IfExists") and key.startswith(ALWAYS_THERE)


def _is_wide(operator: str, value: str) -> bool:
    literal = operator.removesuffix("IfExists").endswith(("StringEquals", "StringEqualsIgnoreCase"))
    return "*" in value if literal else WIDE.fullmatch(value) is not None
