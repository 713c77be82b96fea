"""The rules that bind several fields of pipeline.yml. They see typed values; the shape is already checked."""

from collections.abc import Iterator

from config.problem import Finding
from config.rules import (
    accepted,
    alarms,
    approvals,
    approvers,
    audit,
    branches,
    capacity,
    environments,
    failures,
    filters,
    first_share,
    latency,
    network,
    notifications,
    overlaps,
    pauses,
    pull_requests,
    regions,
    running,
    security,
    source,
    strategies,
    task,
    windows,
)
from config.rules.draft import Draft

_RULES = (
    source.check,
    filters.check,
    branches.check,
    pull_requests.check,
    overlaps.check,
    accepted.check,
    environments.check,
    regions.check,
    strategies.check,
    approvers.check,
    windows.check,
    running.check,
    capacity.check,
    alarms.check,
    task.check,
    network.check,
    notifications.check,
    security.check,
    audit.check,
)


def errors(draft: Draft) -> Iterator[Finding]:
    for check in _RULES:
        yield from check(draft)


def warnings(draft: Draft) -> Iterator[Finding]:
    yield from approvals.check(draft)
    yield from failures.check(draft)
    yield from first_share.check(draft)
    yield from latency.check(draft)
    yield from pauses.check(draft)
    yield from notifications.nobody_is_told(draft)
