"""How a release moves requests from the former version to the new one."""

from pydantic import Field

from config.model.value import Value

MOST_MINUTES = 2880  # two days: CodeDeploy's limit for a step, and for keeping the former version


class Traffic(Value):
    """What reaches the new version when, for every strategy but in-place and all-at-once."""

    percent: int = Field(default=10, ge=1, le=99)
    """canary: share of requests that reach the new version first; linear: share that each step adds."""
    interval_minutes: int = Field(default=5, ge=1, le=MOST_MINUTES)
    """canary: minutes until all requests follow; linear: minutes between two steps."""
    keep_minutes: int = Field(default=60, ge=0, le=MOST_MINUTES)
    """blue-green, and whatever strategy of ecs: minutes for which the former version stays ready to take over again."""
