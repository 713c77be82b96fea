"""Every property is one that these rules know, where its type is in our templates: nothing else passes the gate.

A bucket becomes a website, an instance starts from somebody's snapshot, a project fetches a second source by a property
that no rule looks at. _known_properties.py is the list.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from policy.finding import Violation
from policy.rules.cloudformation._known_properties import KNOWN_PROPERTIES
from policy.templates.assembly import Assembly
from policy.templates.values import fields


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources(*KNOWN_PROPERTIES):
        known, parents = _known(resource.type)
        for path in sorted(set(_unknown(resource.properties, known, parents))):
            yield resource.violation(f"Property::{path}")


@cache
def _known(resource_type: str) -> tuple[frozenset[str], frozenset[str]]:
    """The paths, and those that lead to them."""
    known = frozenset(KNOWN_PROPERTIES[resource_type].split())
    return known, frozenset(path.rsplit(".", step)[0] for path in known for step in range(1, path.count(".") + 1))


def _unknown(value: Any, known: frozenset[str], parents: frozenset[str], prefix: str = "") -> Iterator[str]:
    for key, child in fields(value).items():
        path = f"{prefix}{key}"
        if path in parents:
            for item in child if isinstance(child, list) else [child]:
                yield from _unknown(item, known, parents, f"{path}.")
        elif path not in known:
            yield path
