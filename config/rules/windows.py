"""When changes may arrive: days and hours in their order, and a time zone that there is."""

from collections.abc import Iterator
from functools import cache
from zoneinfo import available_timezones

from config.model import Window
from config.model.window import DAYS, days_between
from config.problem import Finding, Path, quoted
from config.rules.draft import Draft

_WHOLE_DAY = (0, 24)


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


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())
