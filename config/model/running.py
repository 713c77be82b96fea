"""When an environment has instances at all."""

from config.model.window import DAYS, Window


class Running(Window):
    """When an environment has instances; outside of it there are none, and nothing answers."""

    @property
    def start_and_stop(self) -> tuple[str, str]:
        """As cron has it, in the time zone: minute, hour, day of month, month, days of the week."""
        days = ",".join(day.upper() for day in DAYS if day in self.each_day)
        first, end = (f"0 {hour} * * {days}" for hour in self.first_and_end)
        return first, end
