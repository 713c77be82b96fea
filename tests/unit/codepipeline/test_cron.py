"""When a deployment window is open."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.codepipeline.rules.cron import WEEKDAYS, Cron, InvalidCron
from rehearsal.codepipeline.rules.deployment_window import time_zone

OFFICE = Cron.parse("* * 9-16 ? * MON,TUE,WED,THU,FRI *")
BERLIN = ZoneInfo("Europe/Berlin")
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.sampled_from([UTC, BERLIN]))


def days(cron: str, year: int, month: int) -> list[int]:
    """Of the month, those on which it is open."""
    parsed, first = Cron.parse(cron), datetime(year, month, 1, tzinfo=UTC)
    each = (first + timedelta(days=number) for number in range(31))
    return [day.day for day in each if day.month == month and parsed.matches(day)]


@given(MOMENTS)
def test_the_window_of_a_working_day(moment: datetime) -> None:
    assert OFFICE.matches(moment) == (moment.isoweekday() <= 5 and 9 <= moment.hour < 17)


@given(MOMENTS, st.sets(st.integers(0, 23), min_size=1), st.sets(st.sampled_from(WEEKDAYS), min_size=1))
def test_it_opens_next_at_the_first_minute_that_matches(moment: datetime, hours: set[int], on: set[str]) -> None:
    cron = Cron.parse(f"0 0/20 {','.join(map(str, sorted(hours)))} ? * {','.join(sorted(on))}")
    opens = cron.next_match(moment)
    assert opens is not None
    assert cron.matches(opens)
    assert opens.timestamp() >= moment.replace(second=0, microsecond=0).timestamp()
    step = moment + timedelta(minutes=1)
    for _ in range(50):
        if step.timestamp() >= opens.timestamp():
            break
        assert opens == moment or not cron.matches(step.astimezone(UTC).astimezone(moment.tzinfo))
        step += timedelta(minutes=1)


@pytest.mark.parametrize(
    ("cron", "open_on"),
    [
        ("0 0 0 L * ?", [28]),
        ("0 0 0 L-3 * ?", [25]),
        ("0 0 0 15W * ?", [16]),  # the 15th is a Sunday
        ("0 0 0 LW * ?", [27]),
        ("0 0 0 ? * 6L", [27]),
        ("0 0 0 ? * 6#3", [20]),
        ("0 0 0 ? * L", [7, 14, 21, 28]),
        ("0 0 0 1/10 * ?", [1, 11, 21]),
        ("0 0 0 ? * sat-mon", [1, 2, 7, 8, 9, 14, 15, 16, 21, 22, 23, 28]),
        ("0 0 0 1,3 FEB ? 2026", [1, 3]),
        ("0 0 0 1 MAR ?", []),
        ("0 0 0 1 * ? 2027-2030", []),
    ],
)
def test_days_of_february_2026(cron: str, open_on: list[int]) -> None:
    """It begins on a Sunday and ends on a Saturday."""
    assert days(cron, 2026, 2) == open_on


@pytest.mark.parametrize(
    ("cron", "message"),
    [
        ("* * 9-17 * *", "has 5 fields"),
        ("* * 9-17 ? * ?", "one of day of month and day of week is ?"),
        ("* * 9-17 * * *", "one of day of month and day of week is ?"),
        ("* * 9-24 ? * MON", "found '24'; allowed: 0 to 23"),
        ("* 60 9 ? * MON", "found '60'; allowed: 0 to 59"),
        ("* * 9 ? * MONDAY", "found 'MONDAY'; allowed: 1 to 7"),
        ("* * x ? * MON", "found 'X'"),
        ("* * 9 ? * MON/0", "found '0'"),
    ],
)
def test_what_cannot_be_read_is_refused(cron: str, message: str) -> None:
    with pytest.raises(InvalidCron) as wrong:
        Cron.parse(cron)
    assert message in str(wrong.value)


def test_a_window_in_the_hour_that_summer_time_skips_opens_a_day_later() -> None:
    before = datetime(2026, 3, 29, 1, 0, tzinfo=BERLIN)
    opens = Cron.parse("* * 2 ? * *").next_match(before)
    assert opens == datetime(2026, 3, 30, 2, 0, tzinfo=BERLIN)


def test_a_window_that_never_opens_says_so() -> None:
    assert Cron.parse("* * 9 30 FEB ?").next_match(datetime(2026, 1, 1, tzinfo=UTC)) is None


def test_time_zones() -> None:
    at = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert at.astimezone(time_zone("Europe/Berlin")).hour == 14
    assert at.astimezone(time_zone("UTC-03:30")).strftime("%H:%M") == "08:30"
    for unknown in ("PST", "Europe/Atlantis", "UTC+5", "../etc/passwd"):
        with pytest.raises(InvalidCron):
            time_zone(unknown)
