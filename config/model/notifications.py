"""Who is told, of what, and what a message points to."""

from pydantic import Field

from config.fields import Email, Url
from config.model.chat import Slack, Teams
from config.model.value import Value

SUBSCRIBERS = 50
STALE_DAYS = 30
LONGEST_STALE = 365  # CodePipeline keeps the history of executions for a year


class Notifications(Value):
    """Who is told when the pipeline or an environment needs somebody."""

    emails: tuple[Email, ...] = Field(default=(), max_length=SUBSCRIBERS)
    """Addresses that are told: docs/operations.md has a section for each occasion."""
    slack: Slack | None = None
    """A channel of Slack that is told as well; absent: none."""
    teams: Teams | None = None
    """A channel of Microsoft Teams that is told as well; absent: none."""
    runbook: Url | None = None
    """The page whose sections say what to do; absent: docs/operations.md of the repository."""
    stale_days: int = Field(default=STALE_DAYS, ge=1, le=LONGEST_STALE)
    """After how many days without a success the pipeline counts as stale."""
