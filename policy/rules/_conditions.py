"""Conditions that narrow a statement, and values that narrow nothing."""

from policy.rules._arns import concrete, has_unexplained_wildcard
from policy.templates.statements import Statement

POSITIVE = ("StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike")


def values(statement: Statement, key: str, if_exists: bool = False) -> tuple[str, ...]:
    """What `key` must equal. `if_exists`: in the form that lets a request pass which has no such key."""
    suffix = "IfExists" if if_exists else ""
    operators = {f"{operator}{suffix}" for operator in POSITIVE}
    return tuple(
        value
        for operator, found, wanted in statement.conditions
        if operator in operators and found == key.lower()
        for value in wanted
    )


def narrows(statement: Statement, key: str, if_exists: bool = False) -> bool:
    """All values are exact, or ARNs with a wildcard only where AWS chooses a name."""
    wanted = values(statement, key, if_exists)
    stack = statement.holder.stack
    return bool(wanted) and not any(has_unexplained_wildcard(concrete(value, stack)) for value in wanted)
