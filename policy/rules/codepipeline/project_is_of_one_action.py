"""Every build project is run by one action: what reads other inputs or makes another artifact is another project.

Its role may else do what both builds need, and who gets code into the one writes the artifact of the other.
"""

from collections import Counter
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Action, pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import text


def check(assembly: Assembly) -> Iterator[Violation]:
    builds = [action for pipeline in pipelines(assembly) for action in pipeline.actions if action.runs_project]
    users = Counter(_project(action) for action in builds)
    for action in builds:
        if users[_project(action)] > 1:
            yield action.violation(f"ProjectName {text(action.setting('ProjectName'))}")


def _project(action: Action) -> tuple[str, str]:
    """Its stack and its logical id; its name where the stack makes none of that name."""
    stack, project = action.pipeline.stack, action.project
    return stack.id, project.logical_id if project else text(action.setting("ProjectName"))
