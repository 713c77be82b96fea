"""In the last environment a person approves, after the change set is prepared and before anything changes."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for last in pipeline.environments[-1:]:
            if not last.is_approved:
                yield pipeline.resource.violation(last.name)
