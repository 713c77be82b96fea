"""Values of properties, as a template writes them: `"true"` for true, "80" for 80, or an intrinsic function.

What cannot be read without a deployment counts as not said, so that a rule finds nothing good in it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from policy.templates.template import text

NOTHING = {"Ref": "AWS::NoValue"}


def at(value: Any, path: str) -> Any:
    """What stands at a dotted path; None where nothing does. `AWS::NoValue` is nothing."""
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return None if value == NOTHING else value


def is_true(value: Any) -> bool:
    return value is True or (isinstance(value, str) and value.lower() == "true")


def is_false(value: Any) -> bool:
    """Said to be false; what is missing is not false."""
    return value is False or (isinstance(value, str) and value.lower() == "false")


def number(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and value.lstrip("-").isdigit() else None


def fields(value: Any) -> Mapping[str, Any]:
    """The object; an intrinsic function is one without fields."""
    return value if isinstance(value, Mapping) and not _is_intrinsic(value) else {}


def objects(value: Any) -> list[Mapping[str, Any]]:
    """The list of objects; an intrinsic function in its place is one object without fields."""
    if value is None:
        return []
    return [fields(item) for item in value] if isinstance(value, list) else [fields(value)]


def pairs(value: Any, key: str = "Key", content: str = "Value") -> dict[str, Any]:
    """`[{"Key": "a", "Value": 1}]` as `{"a": 1}`."""
    return {text(item.get(key)): item.get(content) for item in objects(value)}


def strings(value: Any) -> Iterator[tuple[str, str]]:
    """(dotted path, text) of every text within; of joined ones also the whole."""
    for where, node in _nodes(value):
        match node:
            case str():
                yield where, node
            case {"Fn::Join": [str(), [*_]]}:
                yield where, text(node)


def keyed(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(dotted path, object) of every object within."""
    for where, node in _nodes(value):
        if isinstance(node, dict):
            yield where, node


def keys(value: Any) -> Iterator[tuple[str, str]]:
    """(dotted path of its object, key) of every key within."""
    for where, holder in keyed(value):
        for key in holder:
            yield where, key


def _nodes(value: Any) -> list[tuple[str, Any]]:
    """(dotted path, value) of the value and of all within. A loop and no recursion: rules walk whole templates."""
    found = [("", value)]
    for where, node in found:
        prefix = f"{where}." if where else ""
        if isinstance(node, dict):
            found += [(f"{prefix}{key}", child) for key, child in node.items()]
        elif isinstance(node, list):
            found += [(f"{prefix}{index}", child) for index, child in enumerate(node)]
    return found


def _is_intrinsic(value: Mapping[str, Any]) -> bool:
    return len(value) == 1 and next(iter(value)).startswith(("Fn::", "Ref"))
