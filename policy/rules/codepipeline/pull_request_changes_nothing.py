"""What a pull request starts fetches, builds and tests, and does nothing else: no stack, image, function or approval.

Whoever may open a pull request chooses every line of what then runs. An update of the pipeline's own stack alone would
let it write new pipelines, with other roles; an image would lie among those that environments pull.
https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-filter.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines, starts_on_pull_requests
from policy.templates.assembly import Assembly

HARMLESS = {("Source", "CodeStarSourceConnection"), ("Build", "CodeBuild"), ("Test", "CodeBuild")}


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        if starts_on_pull_requests(pipeline):
            for action in pipeline.actions:
                if (action.category, action.provider) not in HARMLESS:
                    yield action.violation(f"{action.category}::{action.provider}")
