"""What pydantic refuses, told to the person who wrote the file: what was found, what is allowed.

What is allowed is read from the JSON Schema, so that this text, the editor's help and the check agree.
"""

import difflib
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import ValidationError

from config.model import Pipeline
from config.problem import Finding, Path, quoted
from config.yaml_scalars import resolve
from config.yaml_tree import Node

Schema = dict[str, Any]

TAGS = ("<switch>", "<mapping>")  # which of two forms a value has, where there are two: no steps in the file

_YAML_1_1 = {"yes": "true", "on": "true", "no": "false", "off": "false"}


def explain(error: ValidationError, root: Node) -> Iterator[Finding]:
    for detail in error.errors(include_url=False, include_context=False, include_input=False):
        path = tuple(step for step in detail["loc"] if step not in TAGS)
        if detail["type"] == "too_short" and root.at(path).value:
            continue  # pydantic counts the valid ones only, and tells of the others by themselves
        if detail["type"] == "extra_forbidden":
            yield Finding(path, _unknown_key(str(path[-1]), _schema_at(path[:-1])), on_key=True)
        elif detail["type"] == "missing":
            yield Finding(path, f"missing; needed: {_allowed(_schema_at(path))}")
        else:
            yield Finding(path, _wrong_value(root.at(path), _schema_at(path)))


def _unknown_key(key: str, schema: Schema) -> str:
    names = list(_as_mapping(schema)["properties"])
    close = _nearest(re.sub(r"[^a-z0-9]+", "_", key.lower()), names)
    return f"unknown key; allowed: {', '.join(names)}{close}"


def _wrong_value(node: Node, schema: Schema) -> str:
    message = f"found {found(node)}; allowed: {_allowed(schema)}"
    if isinstance(node.value, str):
        return message + _nearest(node.value.lower(), [*map(str, schema.get("enum", []))]) + _unquoted(node, schema)
    return message + _quote_it(node.text, schema)


def _quote_it(text: str, schema: Schema) -> str:
    """A remedy for a number where a text belongs."""
    if schema.get("type") != "string" or not _accepts(schema, text):
        return ""
    is_share = "%" in _allowed(schema) and _accepts(schema, f"{text}%")
    share = f', or "{text}%" for a share' if is_share else ""
    return f'; quote it: "{text}"{share}'


def _unquoted(node: Node, schema: Schema) -> str:
    """A remedy for a string where a boolean or a number belongs."""
    kind = next((form["type"] for form in schema.get("oneOf", ()) if "type" in form), schema.get("type"))
    if kind == "boolean" and node.text.lower() in _YAML_1_1:
        return f"; in YAML 1.2 this is a text, did you mean {_YAML_1_1[node.text.lower()]}?"
    plain = type(resolve(node.text))
    meant = {"boolean": (bool,), "integer": (int,), "number": (int, float)}.get(str(kind), ())
    return "; remove the quotes" if node.quoted and plain in meant else ""


def _accepts(schema: Schema, text: str) -> bool:
    fits = schema.get("minLength", 1) <= len(text) <= schema.get("maxLength", len(text))
    return fits and text in schema.get("enum", [text]) and bool(re.search(schema.get("pattern", ""), text))


def _nearest(word: str, names: list[str]) -> str:
    close = difflib.get_close_matches(word, names, n=1)
    return f'; did you mean "{close[0]}"?' if close else ""


def found(node: Node) -> str:
    match node.value:
        case None:
            return "nothing"
        case bool():
            return node.text
        case int() | float():
            return f"the number {node.text[:40]}"
        case str():
            return quoted(node.value)
        case tuple():
            return f"a list of {len(node.value)}"
        case _:
            return "a mapping"


def _allowed(schema: Schema) -> str:
    if "patternErrorMessage" in schema:
        return str(schema["patternErrorMessage"])
    if "oneOf" in schema:
        return ", or ".join(_allowed(_resolved(form)) for form in schema["oneOf"])
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if "const" in schema:
        return str(schema["const"])
    match schema["type"]:
        case "object":
            return f"a mapping with the keys {', '.join(schema['properties'])}"
        case "array":
            return f"a list of {_bounds(schema, 'minItems', 'maxItems')} values"
        case "string":
            return f"a text of {_bounds(schema, 'minLength', 'maxLength')} characters"
        case "integer":
            return f"a whole number {_bounds(schema, 'minimum', 'maximum')}"
        case "number":
            above = f"a number above {schema['exclusiveMinimum']}"
            return f"{above}, at most {schema['maximum']}" if "maximum" in schema else above
        case _:
            return "true or false"


def _bounds(schema: Schema, least: str, most: str) -> str:
    if most not in schema:
        return f"from {schema[least]}"
    return f"{schema[least]} to {schema[most]}" if least in schema else f"at most {schema[most]}"


def _schema_at(path: Path) -> Schema:
    schema = _pipeline_schema()
    for step in path:
        schema = _as_mapping(schema)
        schema = _resolved(schema["items"] if isinstance(step, int) else schema["properties"][step])
    return schema


def _as_mapping(schema: Schema) -> Schema:
    """That form of a value of two forms which has keys."""
    return next((form for form in map(_resolved, schema.get("oneOf", ())) if "properties" in form), schema)


def _resolved(schema: Schema) -> Schema:
    """Without the `null` of an optional field, and without the reference to a section's definition."""
    schema = next((option for option in schema.get("anyOf", ()) if option.get("type") != "null"), schema)
    name = schema.get("$ref", "").rpartition("/")[2]
    return _pipeline_schema()["$defs"][name] if name else schema


@cache
def _pipeline_schema() -> Schema:
    return Pipeline.model_json_schema()
