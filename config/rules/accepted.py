"""What is accepted of a scan's findings, and until when."""

from collections.abc import Iterator
from datetime import date

from config.problem import Finding, quoted
from config.rules.draft import Draft


def check(draft: Draft) -> Iterator[Finding]:
    rows = draft.build.scan.accepted if draft.build else ()
    seen = set()
    for index, row in enumerate(rows):
        path = ("build", "scan", "accepted", index)
        if not _exists(row.expires):
            yield Finding((*path, "expires"), f"found {quoted(row.expires)}; allowed: a day that the calendar has")
        if (row.id, row.where) in seen:
            yield Finding((*path, "id"), f"found {quoted(row.id)} of {quoted(row.where)} a second time; allowed: once")
        seen.add((row.id, row.where))


def _exists(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day))
    except ValueError:
        return False
