"""An event pattern names source and detail type; one that starts a pipeline also what the event is about.

A pattern without them matches events of every service, or the pushes to every repository.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-patterns-best-practices.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.templates.assembly import Assembly, Located
from policy.templates.template import listed, text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for rule in assembly.resources("AWS::Events::Rule"):
        pattern = at(rule.properties, "EventPattern")
        if pattern is None:
            continue  # it runs by the clock
        for key in ("source", "detail-type"):
            if not _names(at(pattern, key)):
                yield rule.violation(f"EventPattern.{key}")
        if _starts_pipeline(rule) and not (at(pattern, "detail") or at(pattern, "resources")):
            yield rule.violation("EventPattern.detail")


def _names(values: Any) -> bool:
    """Whether they are plain names: a prefix, an `anything-but`, an `exists` can match nearly everything."""
    return bool(values) and all(isinstance(value, str) for value in listed(values))


def _starts_pipeline(rule: Located) -> bool:
    return any(":codepipeline:" in text(at(target, "Arn")) for target in listed(at(rule.properties, "Targets") or []))
