"""What only a share of the requests reaches must be seen by an alarm, and for long enough."""

from collections.abc import Iterator

from config.model import Environment
from config.problem import Finding, Path
from config.rules.draft import Draft
from config.strategies import SHIFTING, strategy_of

_SEEN_MINUTES = 3  # an alarm goes off after two bad minutes of three (app_stack.alarms)


def check(draft: Draft) -> Iterator[Finding]:
    for path, environment in draft.each_environment():
        if strategy_of(environment) in SHIFTING:
            yield from _too_small((*path, "traffic", "percent"), environment)
        if strategy_of(environment) == "canary":
            yield from _too_short((*path, "traffic", "interval_minutes"), environment.traffic.interval_minutes)


def _too_small(path: Path, environment: Environment) -> Iterator[Finding]:
    """On ECS each group's requests are measured by themselves."""
    share, limit = environment.traffic.percent, environment.alarms.http_5xx_percent
    if environment.target == "lambda" and share <= limit:
        yield Finding(
            path,
            f"the first {share}% of the requests, all answered with an error, are no more than the {limit:g}% of "
            "alarms.http_5xx_percent, which counts all versions together: raise the one, or lower the other",
        )


def _too_short(path: Path, minutes: int) -> Iterator[Finding]:
    if minutes < _SEEN_MINUTES:
        yield Finding(
            path,
            f"found {minutes}: all requests follow before an alarm goes off, which takes two bad minutes of three; "
            f"{_SEEN_MINUTES} or more leave it time",
        )
