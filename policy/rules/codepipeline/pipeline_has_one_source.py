"""A pipeline that deploys has one source, in its first stage: what is approved is one commit, and all of it.

A second one brings code whose changes start nothing and of which the approver is told nothing.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines, source_actions
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for other in source_actions(pipeline)[1:]:
            if pipeline.environments:
                yield other.violation("a second source")
