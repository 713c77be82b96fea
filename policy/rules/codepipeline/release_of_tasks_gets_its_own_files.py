"""A release of tasks gets the task definition and the AppSpec that were synthesized for the stack that it releases to.

Those of every environment lie in one artifact; another's task runs with another's role, and logs elsewhere.
https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECSbluegreen.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._groups import GROUP, names_of
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import text

FILES = {"TaskDefinitionTemplatePath": "taskdef.json", "AppSpecTemplatePath": "appspec.yaml"}


def check(assembly: Assembly) -> Iterator[Violation]:
    stacks = {names_of(group): group.stack.id for group in assembly.resources(GROUP)}
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            if action.provider == "CodeDeployToECS":
                group = text(action.setting("ApplicationName")), text(action.setting("DeploymentGroupName"))
                for key, ending in FILES.items():
                    path = text(action.setting(key))
                    if path != f"{stacks.get(group)}.{ending}":
                        yield action.violation(f"{key} {path}")
