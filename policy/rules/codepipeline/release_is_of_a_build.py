"""What is released is what one build made and tested, and the same in every environment of a target.

The source as it was fetched has passed no test; another artifact in production is one that no environment tried.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Action, Pipeline, pipelines
from policy.templates.assembly import Assembly

PROVIDERS = ("CodeDeploy", "CodeDeployToECS")


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        built = {output for action in pipeline.actions if action.category == "Build" for output in action.outputs}
        first: dict[str, Action] = {}
        for release in _releases(pipeline):
            same = first.setdefault(release.provider, release).inputs
            if not release.inputs or release.inputs != same or set(release.inputs) - built:
                yield release.violation(f"of {', '.join(release.inputs) or 'nothing'}")


def _releases(pipeline: Pipeline) -> Iterator[Action]:
    return (action for action in pipeline.actions if action.provider in PROVIDERS)
