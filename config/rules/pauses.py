"""A pause is easily forgotten: as long as it lasts, each synthesis says so."""

from collections.abc import Iterator

from config.problem import Finding, quoted
from config.rules.draft import Draft


def check(draft: Draft) -> Iterator[Finding]:
    if draft.paused:
        yield Finding(("paused",), f"nothing is delivered: {quoted(draft.paused)}")
    for path, environment in draft.each_environment():
        if environment.paused:
            yield Finding((*path, "paused"), f"no change arrives in {environment.name}: {quoted(environment.paused)}")
