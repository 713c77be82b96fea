"""An alarm on slow responses must have slow responses to see."""

from collections.abc import Iterator

from config.problem import Finding
from config.rules.draft import Draft


def check(draft: Draft) -> Iterator[Finding]:
    """What a function's timeout ends is an error; beyond it there is the start of an instance at the most."""
    for path, environment in draft.each_environment():
        slow, end = environment.alarms.latency_p95_seconds, environment.function.timeout_seconds
        if environment.target == "lambda" and slow >= end:
            yield Finding(
                (*path, "alarms", "latency_p95_seconds"),
                f"found {slow:g}: function.timeout_seconds ends a request after {end}, as an error, and no alarm sees "
                "one that is slow; lower the one, or raise the other",
            )
