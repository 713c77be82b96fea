"""A pipeline has 2 to 50 stages, a stage 1 to 50 actions, and all stages together at most 1000.

https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly

STAGES, ACTIONS_OF_A_STAGE, ACTIONS = range(2, 51), range(1, 51), 1000


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        found = len(pipeline.stages)
        if found not in STAGES:
            yield pipeline.resource.violation(f"{found} stages; CodePipeline takes 2 to 50")
        for stage in pipeline.stages:
            if len(stage.actions) not in ACTIONS_OF_A_STAGE:
                detail = f"{len(stage.actions)} actions in stage {stage.name}; CodePipeline takes 1 to 50"
                yield pipeline.resource.violation(detail)
        everything = len(list(pipeline.actions))
        if everything > ACTIONS:
            yield pipeline.resource.violation(f"{everything} actions; CodePipeline takes {ACTIONS}")
