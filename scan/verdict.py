"""Which findings stop a build: pure, so that every case can be tried."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from config.model import Accepted, Scan
from scan.finding import Finding, Severity


class Verdict(NamedTuple):
    stopping: tuple[Finding, ...]  # at or above the severity, and not accepted
    expired: tuple[Accepted, ...]  # each stops the build, found or not
    accepted: tuple[Finding, ...]
    below: tuple[Finding, ...]  # the severity
    stale: tuple[Accepted, ...]  # accepted, and found no more

    @property
    def passes(self) -> bool:
        return not self.stopping and not self.expired


def judge(found: Collection[Finding], policy: Scan, today: date) -> Verdict:
    expired = tuple(row for row in policy.accepted if date.fromisoformat(row.expires) < today)
    valid = {(row.id, row.where) for row in policy.accepted if row not in expired}
    there = {(finding.id, finding.where) for finding in found}
    least = Severity.of(policy.severity)
    ordered = sorted(found, reverse=True)
    return Verdict(
        stopping=tuple(each for each in ordered if each.severity >= least and (each.id, each.where) not in valid),
        expired=expired,
        accepted=tuple(each for each in ordered if (each.id, each.where) in valid),
        below=tuple(each for each in ordered if each.severity < least and (each.id, each.where) not in valid),
        stale=tuple(row for row in policy.accepted if row not in expired and (row.id, row.where) not in there),
    )
