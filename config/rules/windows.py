"""When changes may arrive: days and hours in their order, and a time zone that there is."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from config.model import Window
from config.model.window import DAYS, days_between
from config.problem import Finding, Path, quoted
from config.rules.draft import Draft

_WHOLE_DAY = (0, 24)
# Its page names no other forms than Region/City and Region/City_City (docs/decisions/0056).
# https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-DeploymentWindow.html
_OF_CODEPIPELINE = re.compile(r"UTC|[A-Z][A-Za-z]+/[A-Z][A-Za-z]*(_[A-Za-z]+)*")


def check(draft: Draft) -> Iterator[Finding]:
    for path, environment in draft.each_environment():
        if environment.window:
            yield from of_a_week((*path, "window"), environment.window)


def of_a_week(path: Path, window: Window) -> Iterator[Finding]:
    """That it is a window at all."""
    parts = [part.strip() for part in window.days.split(",")]
    backwards = [part for part in parts if not days_between(part)]
    named = [day for part in parts for day in days_between(part)]
    if backwards:
        message = f"found {quoted(backwards[0])}, which runs backwards; a week begins with mon: name both ends, mon,sun"
        yield Finding((*path, "days"), message)
    elif len(set(named)) < len(named):
        twice = next(day for day in named if named.count(day) > 1)
        yield Finding((*path, "days"), f"found {twice} twice in {quoted(window.days)}; allowed: once")
    first, end = window.first_and_end
    if first >= end:
        message = f"found {quoted(window.hours)}; allowed: a window within one day, that ends after it begins"
        yield Finding((*path, "hours"), message)
    elif (first, end) == _WHOLE_DAY and set(named) == set(DAYS):
        yield Finding(path, "found a window that is always open; allowed: one that is closed at some time, or none")
    if window.time_zone not in _time_zones():
        message = f"found {quoted(window.time_zone)}, which is no time zone; allowed: UTC, or one like Europe/Berlin"
        yield Finding((*path, "time_zone"), message)
    elif not _OF_CODEPIPELINE.fullmatch(window.time_zone):
        message = (
            f"found {quoted(window.time_zone)}; CodePipeline takes a region and one city, without hyphens; allowed"
        )
        yield Finding((*path, "time_zone"), f"{message}: one of the same time, {_of_the_same_time(window.time_zone)}")


def _of_the_same_time(zone: str) -> str:
    """What CodePipeline takes for it, the nearest by name: America/Buenos_Aires for America/Argentina/Buenos_Aires."""
    same = [other for other in _time_zones() if _OF_CODEPIPELINE.fullmatch(other) and _clock(other) == _clock(zone)]
    return max(sorted(same), key=lambda other: SequenceMatcher(None, zone, other).ratio())


@cache
def _clock(zone: str) -> tuple[timedelta | None, ...]:
    """Of each week for a year to come."""
    return tuple(
        (datetime.now(UTC) + timedelta(weeks=week)).astimezone(ZoneInfo(zone)).utcoffset() for week in range(53)
    )


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())
