"""The JSON Schema that editors use says what the loader says."""

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from config import schema
from config.model import Pipeline

SCHEMA = json.loads(schema.text())
Json = Any


def ecma_pattern(_: object, pattern: str, instance: Json, __: object) -> Iterator[jsonschema.ValidationError]:
    """JSON Schema means ECMA-262, where `$` is the end of the text; in Python it also precedes a last newline."""
    if isinstance(instance, str) and not re.search(pattern.replace("$", r"\Z"), instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


VALIDATOR: Any = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
    jsonschema.Draft202012Validator, {"pattern": ecma_pattern}
)(SCHEMA)


def accepted_by_pydantic(document: Json) -> bool:
    try:
        Pipeline.model_validate(as_loaded(document), strict=True)
    except ValidationError:
        return False
    return True


def as_loaded(document: Json) -> Json:
    """The loader gives tuples for lists."""
    if isinstance(document, dict):
        return {key: as_loaded(value) for key, value in document.items()}
    return tuple(map(as_loaded, document)) if isinstance(document, list) else document


def valid(node: Json) -> st.SearchStrategy[Json]:
    """Documents that `node`, a part of the schema, accepts."""
    if "$ref" in node:
        return valid(SCHEMA["$defs"][node["$ref"].rpartition("/")[2]])
    if "anyOf" in node or "oneOf" in node:
        return st.one_of(*map(valid, node.get("anyOf", node.get("oneOf"))))
    if "enum" in node or "const" in node:
        return st.sampled_from(node.get("enum", [node.get("const")]))
    kind: Callable[[Json], st.SearchStrategy[Json]] = KINDS[node["type"]]
    return kind(node)


def mapping(node: Json) -> st.SearchStrategy[Json]:
    fields = {name: valid(part) for name, part in node["properties"].items()}
    needed = {name: fields.pop(name) for name in node.get("required", [])}
    return st.fixed_dictionaries(needed, optional=fields)


def text(node: Json) -> st.SearchStrategy[str]:
    low, high = node.get("minLength", 0), node.get("maxLength", 300)
    free = st.text(min_size=low, max_size=min(high, 10))
    words = st.from_regex(node["pattern"].replace("$", r"\Z")) if "pattern" in node else free
    return words.filter(lambda word: low <= len(word) <= high)


def whole(node: Json) -> st.SearchStrategy[int]:
    return st.integers(node.get("minimum"), node.get("maximum"))


def number(node: Json) -> st.SearchStrategy[float]:
    most = node.get("maximum", 1e9)
    return st.floats(node["exclusiveMinimum"], most, exclude_min=True) | st.integers(1, min(100, int(most)))


def array(node: Json) -> st.SearchStrategy[list[Json]]:
    low = node.get("minItems", 0)
    return st.lists(valid(node["items"]), min_size=low, max_size=min(low + 1, node["maxItems"]))


KINDS: dict[str, Any] = {
    "object": mapping,
    "string": text,
    "integer": whole,
    "number": number,
    "array": array,
    "boolean": lambda _: st.booleans(),
    "null": lambda _: st.none(),
}

SMALL = {
    "application": "webapp",
    "tools": {"account": "111111111111", "region": "eu-central-1"},
    "source": {"provider": "github"},
    "environments": [{"name": "dev", "account": "222222222222"}],
}
PARTS = {name: valid(part) for name, part in SCHEMA["properties"].items()}


@st.composite
def documents(draw: st.DrawFn) -> Json:
    """A small pipeline, one part of which is whatever the schema describes."""
    name = draw(st.sampled_from([*PARTS]))
    return {**deepcopy(SMALL), name: draw(PARTS[name])}


# 2.0 is left out: JSON Schema takes it for an integer, the loader does not (config/schema.py says so).
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3000)
    | st.floats(allow_nan=False, allow_infinity=False).filter(lambda value: not value.is_integer())
    | st.text(max_size=5)
    | st.sampled_from(["dev", "dev\n", "111111111111", "\u0661" * 12, "a" * 300, "10.0.0.0/16", "50%", "yes"])
)
ANYTHING = st.recursive(
    SCALARS, lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=5), some, max_size=2)
)


@st.composite
def mutated(draw: st.DrawFn) -> Json:
    """A valid document with one to three changes: a value replaced, removed or added."""
    document = draw(documents())
    for _ in range(draw(st.integers(1, 3))):
        places = list(containers(document))
        if not places:
            break
        place = draw(st.sampled_from(places))
        if isinstance(place, list):
            mutate_list(draw, place)
        else:
            mutate_mapping(draw, place)
    return document


def mutate_list(draw: st.DrawFn, place: list[Json]) -> None:
    index = draw(st.integers(0, len(place)))
    place[index : index + draw(st.integers(0, 1))] = draw(st.lists(ANYTHING, max_size=1) | st.just(place * 9))


def mutate_mapping(draw: st.DrawFn, place: dict[str, Json]) -> None:
    key = draw(st.sampled_from([*place, "surplus"]))
    if draw(st.booleans()):
        place[key] = draw(ANYTHING)
    else:
        place.pop(key, None)


def containers(document: Json) -> Iterator[Json]:
    if isinstance(document, dict | list):
        yield document
        for value in document.values() if isinstance(document, dict) else document:
            yield from containers(value)


@settings(max_examples=150, deadline=None)
@given(documents())
def test_what_the_schema_describes_is_accepted_by_both(document: Json) -> None:
    assert VALIDATOR.is_valid(document)
    assert accepted_by_pydantic(document)


@settings(max_examples=400, deadline=None)
@given(mutated() | ANYTHING)
def test_schema_and_loader_agree_on_documents_that_may_be_wrong(document: Json) -> None:
    assert VALIDATOR.is_valid(document) == accepted_by_pydantic(document)


def test_the_file_in_the_repository_is_the_one_that_the_model_gives() -> None:
    hint = "run `python -m config.schema`"
    assert schema.FILE.read_text(encoding="utf-8") == schema.text(), hint


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def every_field() -> Iterator[tuple[str, Json]]:
    for name, section in [("Pipeline", SCHEMA), *SCHEMA["$defs"].items()]:
        for key, field in section["properties"].items():
            yield f"{name}.{key}", field


@pytest.mark.parametrize(("name", "field"), [*every_field()])
def test_editors_have_help_to_show_for_every_field(name: str, field: Json) -> None:
    section = SCHEMA["$defs"].get(field.get("$ref", "").rpartition("/")[2], {})
    assert field.get("description") or section.get("description"), name


def test_the_one_structural_thing_that_the_schema_cannot_say() -> None:
    document = {**SMALL, "build": {"timeout_minutes": 20.0}}
    assert VALIDATOR.is_valid(document)
    assert not accepted_by_pydantic(document)
