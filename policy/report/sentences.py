"""A statement of a policy as a sentence."""

import re
from collections.abc import Iterable
from typing import Any

from policy.templates.assembly import Stack
from policy.templates.statements import Statement
from policy.templates.template import listed, text

# IAM's operators; any other is named as it is.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
OPERATORS = {
    "ArnEquals": "is",
    "ArnLike": "is like",
    "Bool": "is",
    "NumericLessThan": "is less than",
    "NumericLessThanEquals": "is at most",
    "StringEquals": "is",
    "StringLike": "is like",
    "StringNotEquals": "is not",
    "StringNotLike": "is not like",
}
OPTIONAL = "IfExists"


def sentence(statement: Statement) -> str:
    """`Write logs: may logs:PutLogEvents on <resource>, if aws:SourceAccount is 111111111111.`"""
    parts = [_who(statement), "may" if statement.allows else "may not", _does(statement), _on_what(statement)]
    said = " ".join(part for part in parts if part) + _under(statement)
    return _readable(f"{_heading(statement)}{said}.", statement.holder.stack)


def words(sid: str) -> str:
    """`ReadTheRepository` -> `Read the repository`; an abbreviation stays one."""
    found = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", sid)
    return " ".join([*found[:1], *(one if one.isupper() else one.lower() for one in found[1:])])


def _heading(statement: Statement) -> str:
    return f"{words(statement.sid)}: " if statement.sid else ""


def _who(statement: Statement) -> str:
    others = _and(_principal(*one) for one in statement.not_principals)
    return _and([*(_principal(*one) for one in statement.principals), *([f"everybody but {others}"] if others else [])])


def _principal(kind: str, name: str) -> str:
    if name == "*":
        return "anybody"
    return name if kind == "AWS" else f"{kind} {name}"


def _does(statement: Statement) -> str:
    if statement.kind == "trust" and statement.actions == ("sts:AssumeRole",):
        return "take the role on"
    if statement.not_actions:
        return f"do everything but {_and(statement.not_actions)}"
    return _and(statement.actions)


def _on_what(statement: Statement) -> str:
    if statement.not_resources:
        return f"on everything but {_and(statement.not_resources)}"
    if not statement.resources:
        return ""
    own = statement.holder.type == "AWS::KMS::Key" and statement.resources == ("*",)
    return (
        "on this key" if own else f"on {_and('every resource' if one == '*' else one for one in statement.resources)}"
    )


def _under(statement: Statement) -> str:
    conditions = [
        _condition(operator, key, values)
        for operator, keys in sorted(statement.document.get("Condition", {}).items())
        for key, values in sorted(keys.items())
    ]
    return f", if {_and(conditions)}" if conditions else ""


def _condition(operator: str, key: str, values: Any) -> str:
    *quantifier, base = operator.removesuffix(OPTIONAL).split(":")
    optional = " (or there is none)" if operator.endswith(OPTIONAL) else ""
    every = f"{quantifier[0]}:" if quantifier else ""
    return f"{every}{key} {OPERATORS.get(base, base)} {' or '.join(text(value) for value in listed(values))}{optional}"


def _and(parts: Iterable[str]) -> str:
    *first, last = list(parts) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _readable(said: str, stack: Stack) -> str:
    """References to the stack's own resources, by construct: a logical id tells a person nothing."""
    constructs = {one.logical_id: one.construct.removesuffix("/Resource") for one in stack.resources()}

    def named(match: re.Match[str]) -> str:
        logical_id = match[1].partition(".")[0]
        return f"[{constructs[logical_id]}]" if logical_id in constructs else match[0]

    return re.sub(r"\$\{([^}]+)\}", named, said)
