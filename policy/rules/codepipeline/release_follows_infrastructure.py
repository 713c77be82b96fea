"""A stage releases the application after the changes of the region's stacks, never before or beside them.

A revision that needs what the change set brings would meet the old infrastructure.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for stage in pipeline.environments:
            changes = [action for action in stage.actions if action.mode is not None]
            releases = [action for action in stage.actions if action.changes_environment and action.mode is None]
            for release in releases:
                before = [change for change in changes if change.region == release.region]
                if not before or any(change.run_order >= release.run_order for change in before):
                    yield release.violation(f"RunOrder {release.run_order}")
