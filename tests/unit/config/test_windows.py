"""What a window of pipeline.yml means."""

from zoneinfo import available_timezones

import pytest

from config.model import Window


@pytest.mark.parametrize(
    ("days", "each"),
    [
        ("mon-fri", ("mon", "tue", "wed", "thu", "fri")),
        ("sun, wed", ("wed", "sun")),
        ("sat", ("sat",)),
        ("mon-sun", ("mon", "tue", "wed", "thu", "fri", "sat", "sun")),
    ],
)
def test_days_come_in_the_order_of_the_week(days: str, each: tuple[str, ...]) -> None:
    assert Window(days=days, hours="09-17").each_day == each


def test_a_window_is_on_weekdays_in_utc_unless_it_says_otherwise() -> None:
    window = Window(hours="8-24")
    assert (window.each_day[-1], window.time_zone, window.first_and_end) == ("fri", "UTC", (8, 24))


def test_time_zones_are_known_on_a_machine_that_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a slim build image: the package tzdata has them."""
    monkeypatch.setattr("zoneinfo.TZPATH", ())
    assert "Europe/Berlin" in available_timezones()
