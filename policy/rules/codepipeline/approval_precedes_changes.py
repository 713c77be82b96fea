"""Where a stage asks people, it asks after its change sets are prepared and before the first change.

An approval beside or behind a change approves what has happened; one before the change set cannot see it.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for stage in pipeline.environments:
            for approval in (action for action in stage.actions if action.asks_people):
                for other in stage.actions:
                    if other.changes_environment and other.run_order <= approval.run_order:
                        yield approval.violation(f"after {other.name}")
                    if other.prepares_changes and other.run_order >= approval.run_order:
                        yield approval.violation(f"before {other.name}")
