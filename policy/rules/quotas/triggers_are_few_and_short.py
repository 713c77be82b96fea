"""A pipeline has at most 50 triggers of 200 KB, each with up to 3 filters of an event, each list with 8 globs.

https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_GitPushFilter.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.rules.quotas._lengths import document_length
from policy.templates.assembly import Assembly
from policy.templates.template import listed, text
from policy.templates.values import at, keyed

TRIGGERS, BYTES, FILTERS, GLOBS, GLOB = 50, 200 * 1024, 3, 8, 255


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        triggers = listed(at(pipeline.resource.properties, "Triggers") or [])
        for found, what, most in _counted(triggers):
            if found > most:
                yield pipeline.resource.violation(f"{found} {what}; CodePipeline takes {most}")


def _counted(triggers: list[Any]) -> Iterator[tuple[int, str, int]]:
    yield len(triggers), "triggers", TRIGGERS
    yield document_length(triggers), "bytes of triggers", BYTES
    for trigger in triggers:
        for event in ("Push", "PullRequest"):
            yield len(listed(at(trigger, f"GitConfiguration.{event}") or [])), f"filters of {event}", FILTERS
    for where, criteria in keyed(triggers):
        for side in ("Includes", "Excludes"):
            globs = listed(at(criteria, side) or [])
            yield len(globs), f"globs in {where}.{side}", GLOBS
            yield max((len(text(glob)) for glob in globs), default=0), f"characters of a glob in {where}.{side}", GLOB
