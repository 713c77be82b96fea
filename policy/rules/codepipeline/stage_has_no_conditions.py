"""A stage is entered, left and failed without conditions: no rule looks at what they ask, and as which role.

One may skip a stage, and one that invokes a function runs code.
https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly
from policy.templates.values import at

WITHOUT = {"Result", "RetryConfiguration"}  # what a failed stage does on its own: roll back, try again


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for stage in pipeline.stages:
            for moment in ("BeforeEntry", "OnSuccess", "OnFailure"):
                if set(at(stage.definition, moment) or {}) - WITHOUT:
                    yield pipeline.resource.violation(f"{stage.name} {moment}")
