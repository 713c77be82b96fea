"""Does a policy allow a call? As IAM evaluates it.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from policy.execution.need import Condition, Need
from policy.templates.template import listed

Statement = Mapping[str, Any]
# Operators whose values are patterns. ArnEquals behaves as ArnLike:
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
PATTERNS = ("StringLike", "ArnLike", "ArnEquals")
IF_EXISTS = "IfExists"


def allows(statements: Iterable[Statement], need: Need) -> bool:
    """Every resource is allowed by some statement, and none is denied. A Deny counts whatever its conditions."""
    about = [one for one in statements if _names(one, need.action)]
    allowing = [one for one in about if one["Effect"] == "Allow" and _holds(one, need.conditions)]
    denying = [one for one in about if one["Effect"] == "Deny"]
    return all(_covered(allowing, one) and not _covered(denying, one) for one in need.resources)


def covers(wanted: str, text: str) -> bool:
    """`wanted` with `*` and `?` matches all that `text` matches, which may have wildcards too."""
    if "*" not in wanted and "?" not in wanted:
        return wanted == text  # most are: a pattern would take a hundred times as long
    return _compiled(wanted).fullmatch(text) is not None


def holds(operator: str, key: str, values: tuple[str, ...], carried: tuple[Condition, ...]) -> bool:
    """A call with the `carried` conditions meets one of a statement. What we do not know, it does not meet."""
    base = operator.removesuffix(IF_EXISTS)
    found = [one for carried_operator, name, ones in carried if name.lower() == key.lower() for one in ones]
    same = any((operator, key.lower()) == (known, name.lower()) for known, name, _ in carried)
    if not found:
        return operator.endswith(IF_EXISTS)
    if base in PATTERNS:
        return all(any(covers(value, one) for value in values) for one in found)
    return (same or base == "StringEquals") and set(found) <= set(values)


def conditions(statement: Statement) -> tuple[Condition, ...]:
    written = statement.get("Condition", {})
    return tuple(
        (operator, key, tuple(str(value) for value in listed(values)))
        for operator, keys in sorted(written.items())
        for key, values in sorted(keys.items())
    )


def _names(statement: Statement, action: str) -> bool:
    if "NotAction" in statement:
        return not any(covers(one.lower(), action.lower()) for one in listed(statement["NotAction"]))
    return any(covers(one.lower(), action.lower()) for one in listed(statement["Action"]))


def _holds(statement: Statement, carried: tuple[Condition, ...]) -> bool:
    return all(holds(*one, carried) for one in conditions(statement))


def _covered(statements: list[Statement], resource: str) -> bool:
    return any(covers(one, resource) for statement in statements for one in listed(statement.get("Resource", [])))


@cache
def _compiled(wanted: str) -> re.Pattern[str]:
    """A wildcard in the text is a character like others to `*`, but more than `?` can be."""
    parts = {"*": ".*", "?": "[^*]"}
    return re.compile("".join(parts.get(char, re.escape(char)) for char in wanted), re.DOTALL)
