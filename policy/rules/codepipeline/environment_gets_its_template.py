"""The template that a stage deploys is the one that was synthesized for the stack.

Every environment's templates lie in one artifact; production would take development's without a complaint.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import text


def check(assembly: Assembly) -> Iterator[Violation]:
    templates = {stack.name: f"{stack.id}.template.json" for stack in assembly.stacks}
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            path = action.setting("TemplatePath")
            expected = templates.get(action.stack_name)
            if path is not None and expected and text(path).rpartition("::")[2].rpartition("/")[2] != expected:
                yield action.violation(f"TemplatePath {text(path)}")
