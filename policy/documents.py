"""Policy documents in a resource's properties, found by their shape and not by the type of the resource.

So a policy shows wherever it stands, as JSON text too.
"""

import json
from collections.abc import Iterator
from typing import Any


def documents(value: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """(the property that holds it, the document), from the outside in."""
    if isinstance(value, str) and '"Statement"' in value:
        value = _parsed(value)
    if isinstance(value, dict):
        if "Statement" in value:
            yield where, value
        for key, child in value.items():
            yield from documents(child, f"{where}.{key}".lstrip("."))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from documents(child, f"{where}.{index}")


def _parsed(written: str) -> Any:
    try:
        return json.loads(written)
    except ValueError:
        return None
