"""Needs as policy documents: few statements, nothing allowed that is not needed, sizes that IAM takes."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from policy.execution.matching import covers
from policy.execution.need import Condition, Need

# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
MAX_SIZE = 6144  # of a managed policy, white space not counted
MAX_POLICIES = 10  # on a role
Document = Mapping[str, Any]
Statement = dict[str, Any]
HEAD = '{"Version":"2012-10-17","Statement":[]}'


class TooLargeError(Exception):
    """More than IAM takes."""


def statements(needs: Iterable[Need]) -> list[Statement]:
    """In a fixed order. Actions share a statement that are needed on the same resources in the same calls."""
    resources: dict[tuple[str, tuple[Condition, ...]], set[str]] = defaultdict(set)
    for need in needs:
        resources[need.action, need.conditions].update(need.resources)
    actions: dict[tuple[tuple[Condition, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    for (action, conditions), found in sorted(resources.items()):
        actions[conditions, _widest(found)].append(action)
    written = [statement(names, on, conditions) for (conditions, on), names in actions.items()]
    return sorted(written, key=lambda one: (one["Action"], one["Resource"], size(one)))


def statement(actions: Iterable[str], resources: Iterable[str], conditions: tuple[Condition, ...]) -> Statement:
    written: Statement = {"Effect": "Allow", "Action": list(actions), "Resource": list(resources)}
    for operator, key, values in conditions:
        written.setdefault("Condition", {}).setdefault(operator, {})[key] = list(values)
    return written


def document(written: Iterable[Statement]) -> Document:
    return {"Version": "2012-10-17", "Statement": list(written)}


def split(written: list[Statement], most: int = MAX_POLICIES) -> list[Document]:
    """As few documents as their order allows. Raises TooLargeError."""
    parts: list[list[Statement]] = [[]]
    for one in (piece for whole in written for piece in _pieces(whole)):
        if size(document([*parts[-1], one])) > MAX_SIZE:
            parts.append([])
        parts[-1].append(one)
    if len(parts) > most:
        raise TooLargeError(f"{len(parts)} policies of {MAX_SIZE} characters are needed, and IAM takes {most}")
    return [document(part) for part in parts]


def size(value: Any) -> int:
    """As IAM counts it."""
    return len(json.dumps(value, separators=(",", ":")))


def _widest(resources: set[str]) -> tuple[str, ...]:
    """Without those that another covers."""
    return tuple(sorted(one for one in resources if not any(covers(other, one) for other in resources - {one})))


def _pieces(whole: Statement) -> list[Statement]:
    """A statement that no policy can hold is halved."""
    if size(whole) <= MAX_SIZE - len(HEAD):
        return [whole]
    longer = "Resource" if len(whole["Resource"]) > 1 else "Action"
    middle = len(whole[longer]) // 2
    halves = (whole[longer][:middle], whole[longer][middle:])
    return [piece for half in halves for piece in _pieces({**whole, longer: half})]
