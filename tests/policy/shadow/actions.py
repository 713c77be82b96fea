"""Actions as AWS's service authorization reference has them, wildcards expanded; in lower case, as IAM compares."""

import json
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from cfnlint.data import AdditionalSpecs
from cfnlint.helpers import load_resource

MANAGED_POLICIES = Path(__file__).with_name("managed_policies.json")


def expanded(actions: Iterable[str]) -> frozenset[str]:
    """Raises ValueError for an action, or a wildcard, that is none of AWS's."""
    return frozenset(action for pattern in actions for action in _matching(pattern.lower()))


def of_managed_policy(arn: str) -> frozenset[str]:
    """Raises KeyError for a policy whose actions managed_policies.json does not hold."""
    return expanded(_managed_policies()[arn.rpartition("/")[2]]["actions"])


@cache
def _matching(pattern: str) -> list[str]:
    service, _, name = pattern.partition(":")
    known = _service_authorization()[service]["Actions"]
    found = [f"{service}:{action}" for action in known if fnmatchcase(action, name)]
    if not found:
        raise ValueError(f"no action of AWS: {pattern}")
    return found


@cache
def _service_authorization() -> Any:
    return load_resource(AdditionalSpecs, "Policies.json")


@cache
def _managed_policies() -> Any:
    return json.loads(MANAGED_POLICIES.read_text())
