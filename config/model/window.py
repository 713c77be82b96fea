"""When changes may arrive."""

from config.fields import Days, Hours, TimeZone
from config.model.value import Value

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Window(Value):
    """When a change may arrive; outside of it the pipeline waits before the environment."""

    days: Days = "mon-fri"
    """Days of the week, such as mon-fri, or mon,wed,fri."""
    hours: Hours
    """From the first hour until the second, such as 09-17: from nine o'clock until five in the afternoon."""
    time_zone: TimeZone = "UTC"
    """A time zone by region and city, such as Europe/Berlin."""

    @property
    def each_day(self) -> tuple[str, ...]:
        """Its days from the week's first; empty where a range runs backwards."""
        chosen = {day for part in self.days.split(",") for day in days_between(part)}
        return tuple(day for day in DAYS if day in chosen)

    @property
    def first_and_end(self) -> tuple[int, int]:
        """The hour in which it opens, and the one with which it closes."""
        first, _, end = self.hours.partition("-")
        return int(first), int(end)


def days_between(part: str) -> tuple[str, ...]:
    """mon-wed -> mon, tue, wed; empty for wed-mon."""
    first, _, last = part.strip().partition("-")
    return DAYS[DAYS.index(first) : DAYS.index(last or first) + 1]
