"""An API call as our own checks see it, whatever its protocol."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs

from ministack.core import iam_actions
from ministack.core.router import extract_access_key_id

Parameters = Mapping[str, str]


@dataclass(frozen=True)
class Call:
    service: str  # as MiniStack names it
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    query: Mapping[str, Any]

    @property
    def access_key_id(self) -> str:
        """Empty without a signature: a service that calls another inside the server."""
        return str(extract_access_key_id(self.headers, self.query))

    @cached_property
    def action(self) -> str:
        """As IAM names it, e.g. cloudformation:CreateStack; empty for a call that IAM does not know."""
        return (
            iam_actions.extract_iam_action(self.service, self.method, self.path, self.headers, self.body, self.query)
            or ""
        )

    @cached_property
    def parameters(self) -> Parameters:
        """By one kind of name: RoleARN, pipeline.roleArn, Targets.0.RoleArn."""
        return parameters(self.body, self.query)


def parameters(body: bytes, query: Mapping[str, Any]) -> Parameters:
    """Of a JSON body, or of a form and a query string, which counts where both have a name."""
    if body[:1] == b"{":
        return dict(_named("", json.loads(body)))
    form = parse_qs(body.decode(errors="replace")) if body else {}
    return {name: value[0] if isinstance(value, list) else value for name, value in {**form, **query}.items()}


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
