"""A verdict in the lines of a build's log: what stops it first, and what to do about it."""

from collections.abc import Iterator

from config.model import Accepted, Scan
from scan.finding import Finding
from scan.verdict import Verdict


def lines(verdict: Verdict, policy: Scan) -> Iterator[str]:
    if verdict.stopping:
        yield f"{_counted(verdict.stopping)} of severity {policy.severity} or above:"
        yield from map(_found, verdict.stopping)
        yield "mend them, or accept them with a reason and a day in pipeline.yml, build.scan.accepted"
    for row in verdict.expired:
        yield f"expired on {row.expires}: {_row(row)}; mend it, or renew the entry of build.scan.accepted"
    if verdict.accepted:
        yield f"{_counted(verdict.accepted)} accepted in pipeline.yml:"
        yield from map(_found, verdict.accepted)
    if verdict.below:
        yield f"{_counted(verdict.below)} below severity {policy.severity}:"
        yield from map(_found, verdict.below)
    for row in verdict.stale:
        yield f"stale: {_row(row)} is not found any more; remove the entry of build.scan.accepted"
    yield "the scan passes" if verdict.passes else "the scan stops the build"


def _found(finding: Finding) -> str:
    return f"  {finding.severity.name.lower():9} {finding.id} {finding.where}: {finding.title} ({finding.remedy})"


def _row(row: Accepted) -> str:
    return f"{row.id} of {row.where} ({row.reason})"


def _counted(findings: tuple[Finding, ...]) -> str:
    return f"{len(findings)} finding{'' if len(findings) == 1 else 's'}"
