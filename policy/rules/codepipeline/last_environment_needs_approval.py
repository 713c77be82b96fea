"""In the last environment a person approves, after the change set is prepared and before anything changes."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Stage, pipelines
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for last in pipeline.environments[-1:]:
            if not _is_approved(last):
                yield pipeline.resource.violation(last.name)


def _is_approved(stage: Stage) -> bool:
    prepared = [action.run_order for action in stage.actions if action.prepares_changes]
    changes = [action.run_order for action in stage.actions if action.changes_environment]
    approvals = [action.run_order for action in stage.actions if action.asks_people]
    return any(max(prepared, default=0) < order < min(changes, default=order) for order in approvals)
