"""A release of tasks gets the task definition and the AppSpec that were synthesized for the stack that it releases to.

Those of every environment lie in one artifact; another's task runs with another's role, and logs elsewhere.
https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECSbluegreen.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import text

FILES = {"TaskDefinitionTemplatePath": "taskdef.json", "AppSpecTemplatePath": "appspec.yaml"}


def check(assembly: Assembly) -> Iterator[Violation]:
    ids = {stack.name: stack.id for stack in assembly.stacks}
    for pipeline in pipelines(assembly):
        for stage in pipeline.environments:
            changed = {ids[action.stack_name] for action in stage.actions if action.stack_name in ids}
            for action in stage.actions:
                if action.provider == "CodeDeployToECS":
                    for key, ending in FILES.items():
                        path = text(action.setting(key))
                        if path not in {f"{stack_id}.{ending}" for stack_id in changed}:
                            yield action.violation(f"{key} {path}")
