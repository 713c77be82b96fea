"""A pipeline that deploys first updates itself, from a template that an earlier stage made, and then runs anew.

Otherwise a commit's change of the pipeline takes effect with some later commit, or never.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Action, Pipeline, pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at, is_true


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        if not pipeline.environments:
            continue
        updates = [action for action in _before_environments(pipeline) if action.updates_pipeline]
        if not updates:
            yield pipeline.resource.violation("no update of itself before the first environment")
        for update in updates:
            if not _template_is_made_before(pipeline, update):
                yield update.violation("TemplatePath")
        if not is_true(at(pipeline.resource.properties, "RestartExecutionOnUpdate")):
            yield pipeline.resource.violation("RestartExecutionOnUpdate")


def _before_environments(pipeline: Pipeline) -> Iterator[Action]:
    first = pipeline.stages.index(pipeline.environments[0])
    return (action for stage in pipeline.stages[:first] for action in stage.actions)


def _template_is_made_before(pipeline: Pipeline, update: Action) -> bool:
    artifact = text(update.setting("TemplatePath")).partition("::")[0]
    names = [stage.name for stage in pipeline.stages]
    earlier = pipeline.stages[: names.index(update.stage)]
    outputs = [output for stage in earlier for action in stage.actions for output in action.outputs]
    return artifact in outputs
