"""Who is told."""

from pydantic import Field

from config.fields import Email
from config.model.value import Value

SUBSCRIBERS = 50


class Notifications(Value):
    """Who is told."""

    emails: tuple[Email, ...] = Field(default=(), max_length=SUBSCRIBERS)
    """Addresses that are told when an approval waits, an alarm goes off, or Auto Scaling replaces a host."""
