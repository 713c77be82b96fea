"""The parameters of an API call, by one kind of name whatever the protocol: pipeline.roleArn, Targets.0.RoleArn."""

import json
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import parse_qs

Parameters = Mapping[str, str]


def parameters(body: bytes, query: Mapping[str, Any]) -> Parameters:
    """Of a JSON body, or of a form and a query string, which counts where both have a name."""
    if body[:1] == b"{":
        return flattened(json.loads(body))
    form = parse_qs(body.decode(errors="replace")) if body else {}
    return {name: value[0] if isinstance(value, list) else value for name, value in {**form, **query}.items()}


def flattened(value: Any) -> Parameters:
    """Nested objects and lists, e.g. a resource's properties, as parameters."""
    return dict(_named("", value))


def values(named: Parameters, *patterns: str) -> list[str]:
    """Those whose name fits one of the patterns, e.g. Targets.*.RoleArn."""
    return [value for name, value in named.items() if any(fnmatchcase(name, each) for each in patterns)]


def _named(prefix: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict | list):
        members = value.items() if isinstance(value, dict) else enumerate(value)
        for name, each in members:
            yield from _named(f"{prefix}.{name}" if prefix else str(name), each)
    else:
        yield prefix, str(value)
