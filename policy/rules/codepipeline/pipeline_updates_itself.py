"""A pipeline that deploys first updates itself, from a template that an earlier stage made, and then runs anew.

Otherwise a commit's change of the pipeline takes effect with some later commit, or never. Of several pipelines in a
stack one does it for all: two would undo each other's work, each with what its own branch says.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Action, Pipeline, pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at, is_true


def check(assembly: Assembly) -> Iterator[Violation]:
    deploying = [pipeline for pipeline in pipelines(assembly) if pipeline.environments]
    for pipeline in deploying:
        of_stack = [one for one in deploying if one.resource.stack.id == pipeline.resource.stack.id]
        updating = [one for one in of_stack if list(_updates(one))]
        if not updating:
            yield pipeline.resource.violation("no update of itself before the first environment")
        if len(updating) > 1 and pipeline in updating:
            yield pipeline.resource.violation("another pipeline updates the stack too")
        yield from _anew(pipeline, must=pipeline in updating or not updating)
        for update in _updates(pipeline):
            if not _template_is_made_before(pipeline, update):
                yield update.violation("TemplatePath")
        yield from _harm(pipeline)


def _updates(pipeline: Pipeline) -> Iterator[Action]:
    """Before the first environment."""
    first = pipeline.stages.index(pipeline.environments[0])
    return (action for stage in pipeline.stages[:first] for action in stage.actions if action.updates_pipeline)


def _harm(pipeline: Pipeline) -> Iterator[Violation]:
    """DELETE_ONLY and REPLACE_ON_FAILURE delete the stack, with the pipeline in it."""
    for action in pipeline.actions:
        if action.updates_pipeline and action.mode != "CREATE_UPDATE":
            yield action.violation(f"ActionMode {action.mode}")


def _anew(pipeline: Pipeline, must: bool) -> Iterator[Violation]:
    if must and not is_true(at(pipeline.resource.properties, "RestartExecutionOnUpdate")):
        yield pipeline.resource.violation("RestartExecutionOnUpdate")


def _template_is_made_before(pipeline: Pipeline, update: Action) -> bool:
    artifact = text(update.setting("TemplatePath")).partition("::")[0]
    names = [stage.name for stage in pipeline.stages]
    earlier = pipeline.stages[: names.index(update.stage)]
    outputs = [output for stage in earlier for action in stage.actions for output in action.outputs]
    return artifact in outputs
