"""Policy documents in a resource's properties, found by their shape and not by the type of the resource.

So a policy shows wherever it stands, as JSON text too.
"""

import json
from collections.abc import Iterator
from typing import Any

from policy.templates.template import listed

ELEMENTS = {"Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource"}


def documents(value: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """(the property that holds it, the document), from the outside in."""
    if isinstance(value, str) and '"Statement"' in value:
        value = _parsed(value)
    if isinstance(value, dict):
        if _is_policy(value):
            yield where, value
        for key, child in value.items():
            yield from documents(child, f"{where}.{key}".lstrip("."))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from documents(child, f"{where}.{index}")


def branches(statements: Any) -> Iterator[dict[str, Any]]:
    """The statements. Fn::If hides none: either branch may be what is deployed."""
    for statement in listed(statements):
        if isinstance(statement, dict) and "Fn::If" in statement:
            yield from branches(statement["Fn::If"][1:])
        elif isinstance(statement, dict) and statement != {"Ref": "AWS::NoValue"}:
            yield statement


def _is_policy(value: dict[str, Any]) -> bool:
    """A rule of AWS WAF has a Statement too."""
    return any(statement.keys() & ELEMENTS for statement in branches(value.get("Statement")))


def _parsed(written: str) -> Any:
    try:
        return json.loads(written)
    except ValueError:
        return None
