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
# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
MAX_TEMPLATE = 51_200  # bytes, of one that is in no bucket: before the bootstrap there is none
Document = Mapping[str, Any]
Statement = dict[str, Any]
Conditions = tuple[Condition, ...]
HEAD = '{"Version":"2012-10-17","Statement":[]}'
MAX_STATEMENT = MAX_SIZE - len(HEAD)


class TooLargeError(Exception):
    """More than IAM takes; the message says how much it is."""


def statements(needs: Iterable[Need]) -> list[Statement]:
    """In a fixed order. Actions share a statement that are needed on the same resources in the same calls."""
    resources: dict[str, dict[Conditions, set[str]]] = defaultdict(lambda: defaultdict(set))
    for need in needs:
        resources[need.action][need.conditions].update(need.resources)
    actions: dict[tuple[Conditions, tuple[str, ...]], list[str]] = defaultdict(list)
    for action, by_conditions in sorted(resources.items()):
        for conditions in by_conditions:
            actions[conditions, _not_covered(conditions, by_conditions)].append(action)
    written = [statement(names, on, conditions) for (conditions, on), names in actions.items() if on]
    return sorted(written, key=lambda one: (one["Action"], one["Resource"], json.dumps(one)))


def statement(actions: Iterable[str], resources: Iterable[str], conditions: Conditions) -> Statement:
    written: Statement = {"Effect": "Allow", "Action": list(actions), "Resource": list(resources)}
    for operator, key, values in conditions:
        written.setdefault("Condition", {}).setdefault(operator, {})[key] = list(values)
    return written


def document(written: Iterable[Statement]) -> Document:
    return {"Version": "2012-10-17", "Statement": list(written)}


def split(written: list[Statement], most: int = MAX_POLICIES) -> list[Document]:
    """As few documents as their order allows; where these are too many, the largest first. Raises TooLargeError."""
    pieces = [piece for whole in written for piece in _pieces(whole)]
    parts = _in_order(pieces)
    if len(parts) > most:
        parts = _largest_first(pieces)
    if len(parts) > most:
        raise TooLargeError(f"{len(parts)} policies of {MAX_SIZE} characters are needed, and IAM takes {most}")
    return [document(part) for part in parts]


def size(value: Any) -> int:
    """As IAM counts it."""
    return len(compact(value))


def compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _not_covered(conditions: Conditions, by_conditions: Mapping[Conditions, set[str]]) -> tuple[str, ...]:
    """The resources without those that another covers, or that fewer conditions allow already."""
    own = by_conditions[conditions]
    freer = {one for fewer, found in by_conditions.items() if set(fewer) < set(conditions) for one in found}
    return tuple(sorted(one for one in own if not any(covers(other, one) for other in own - {one} | freer)))


def _in_order(pieces: list[Statement]) -> list[list[Statement]]:
    parts: list[list[Statement]] = [[]]
    for one in pieces:
        if not _has_room(parts[-1], one):
            parts.append([])
        parts[-1].append(one)
    return parts


def _largest_first(pieces: list[Statement]) -> list[list[Statement]]:
    """Each in the first document that has room for it."""
    parts: list[list[Statement]] = []
    for one in sorted(pieces, key=size, reverse=True):
        room = next((part for part in parts if _has_room(part, one)), None)
        if room is None:
            parts.append([one])
        else:
            room.append(one)
    return parts


def _has_room(part: list[Statement], one: Statement) -> bool:
    return size(document([*part, one])) <= MAX_SIZE


def _pieces(whole: Statement) -> list[Statement]:
    """A statement that no policy can hold is halved."""
    if size(whole) <= MAX_STATEMENT:
        return [whole]
    longer = "Resource" if len(whole["Resource"]) > 1 else "Action"
    middle = len(whole[longer]) // 2
    halves = (whole[longer][:middle], whole[longer][middle:])
    return [piece for half in halves for piece in _pieces({**whole, longer: half})]
