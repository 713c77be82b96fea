"""Cron expressions as Quartz has them: when a deployment window is open. Pure.

Seconds, minutes, hours, day of month, month, day of week, and optionally year. The seconds are read and count for
nothing: AWS's table has "N/A" for them, and its example a 0 that would open a window for a second.
https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-DeploymentWindow.html
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
WEEKDAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")  # 1 to 7
SEARCHED_DAYS = 5 * 366  # a February 29 on a given weekday may be further away: told as never

Test = Callable[[date], bool]


class InvalidCron(ValueError):
    """What cannot be read, and where."""


@dataclass(frozen=True)
class Cron:
    text: str
    minutes: frozenset[int]
    hours: frozenset[int]
    months: frozenset[int]
    years: frozenset[int]
    days: tuple[Test, ...]  # alternatives, of the day of month or of the week

    def __str__(self) -> str:
        return self.text

    @classmethod
    def parse(cls, text: str) -> "Cron":
        """Raises InvalidCron."""
        fields = text.upper().split()
        if len(fields) not in (6, 7):
            raise InvalidCron(f"Cron {text!r} has {len(fields)} fields, six or seven are needed")
        seconds, minutes, hours, day, month, weekday, *year = fields
        _numbers(seconds, range(60))
        if (day == "?") == (weekday == "?"):
            raise InvalidCron(f"Cron {text!r}: one of day of month and day of week is ?, and not both")
        return cls(
            text=text,
            minutes=_numbers(minutes, range(60)),
            hours=_numbers(hours, range(24)),
            months=_numbers(month, range(1, 13), MONTHS),
            years=_numbers(year[0] if year else "*", range(1970, 2200)),
            days=tuple(_weekday(part) for part in weekday.split(","))
            if day == "?"
            else tuple(_day_of_month(part) for part in day.split(",")),
        )

    def matches(self, moment: datetime) -> bool:
        """`moment` in the window's own time zone."""
        return moment.minute in self.minutes and moment.hour in self.hours and self._on(moment.date())

    def next_match(self, moment: datetime) -> datetime | None:
        """The first minute from `moment` on at which the window is open; None: not within years."""
        if self.matches(moment):
            return moment
        start = moment.replace(second=0, microsecond=0)
        for number in range(SEARCHED_DAYS):
            day = moment.date() + timedelta(days=number)
            if self._on(day):
                for at in self._times(day, moment):
                    if at.timestamp() >= start.timestamp():
                        return at
        return None

    def _on(self, day: date) -> bool:
        return day.month in self.months and day.year in self.years and any(test(day) for test in self.days)

    def _times(self, day: date, moment: datetime) -> Iterator[datetime]:
        """Those of the day that there are: an hour may be missing from the day on which summer time begins."""
        for hour in sorted(self.hours):
            for minute in sorted(self.minutes):
                at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=moment.tzinfo)
                there = datetime.fromtimestamp(at.timestamp(), tz=moment.tzinfo)
                if (there.hour, there.minute) == (hour, minute):
                    yield at


def _numbers(field: str, allowed: range, names: tuple[str, ...] = ()) -> frozenset[int]:
    return frozenset(number for part in field.split(",") for number in _part(part, allowed, names))


def _part(part: str, allowed: range, names: tuple[str, ...]) -> Iterator[int]:
    """`*`, `5`, `MON-FRI`, `0/15`, `10-20/2`; a range that runs backwards goes around the end."""
    reach, slash, step = part.partition("/")
    first, dash, last = reach.partition("-")
    if reach == "*":
        low, high = allowed.start, allowed.stop - 1
    else:
        low = _number(first, allowed, names)
        high = _number(last, allowed, names) if dash else allowed.stop - 1 if slash else low
    stride = _number(step, range(1, len(allowed) + 1), ()) if slash else 1
    span = high - low if low <= high else high - low + len(allowed)
    for offset in range(0, span + 1, stride):
        yield allowed.start + (low - allowed.start + offset) % len(allowed)


def _number(text: str, allowed: range, names: tuple[str, ...]) -> int:
    value = allowed.start + names.index(text) if text in names else int(text) if text.isdecimal() else -1
    if value not in allowed:
        raise InvalidCron(f"Cron: found {text!r}; allowed: {allowed.start} to {allowed.stop - 1} {' '.join(names)}")
    return value


def _day_of_month(part: str) -> Test:
    """L: the last day; L-3: three days before it; 15W: the weekday nearest to the 15th; LW: the last weekday."""
    if match := re.fullmatch(r"L(?:-(\d+))?", part):
        before = int(match[1] or 0)
        return lambda day: day.day == _length(day) - before
    if part == "LW":
        return lambda day: day == _nearest_weekday(day.replace(day=_length(day)))
    if match := re.fullmatch(r"(\d+)W", part):
        wanted = _number(match[1], range(1, 32), ())
        return lambda day: wanted <= _length(day) and day == _nearest_weekday(day.replace(day=wanted))
    numbers = frozenset(_part(part, range(1, 32), ()))
    return lambda day: day.day in numbers


def _weekday(part: str) -> Test:
    """6L: the last Friday of the month; 6#3: its third; L alone: Saturday."""
    if match := re.fullmatch(r"(\w+)L", part):
        last = _number(match[1], range(1, 8), WEEKDAYS)
        return lambda day: _quartz(day) == last and day.day + 7 > _length(day)
    if match := re.fullmatch(r"(\w+)#([1-5])", part):
        wanted, nth = _number(match[1], range(1, 8), WEEKDAYS), int(match[2])
        return lambda day: _quartz(day) == wanted and (day.day - 1) // 7 + 1 == nth
    numbers = frozenset([7]) if part == "L" else frozenset(_part(part, range(1, 8), WEEKDAYS))
    return lambda day: _quartz(day) in numbers


def _quartz(day: date) -> int:
    """Sunday is 1."""
    return day.isoweekday() % 7 + 1


def _length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _nearest_weekday(day: date) -> date:
    """Monday to Friday, and of the same month."""
    if day.isoweekday() == 6:
        return day + timedelta(days=2) if day.day == 1 else day - timedelta(days=1)
    if day.isoweekday() == 7:
        return day - timedelta(days=2) if day.day == _length(day) else day + timedelta(days=1)
    return day
