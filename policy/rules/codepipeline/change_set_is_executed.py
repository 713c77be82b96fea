"""Every change set that a stage prepares it executes later, as the same role, and it executes no other.

A change set that another execution prepared, or nobody, holds a template that is not this commit's.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Action, Stage, pipelines
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for stage in pipeline.stages:
            yield from _of(stage)


def _of(stage: Stage) -> Iterator[Violation]:
    prepared = [action for action in stage.actions if action.prepares_changes]
    executed = [action for action in stage.actions if action.mode == "CHANGE_SET_EXECUTE"]
    for before in prepared:
        if not any(_belong_together(before, after) for after in executed):
            yield before.violation("is not executed")
    for after in executed:
        if not any(_belong_together(before, after) for before in prepared):
            yield after.violation("is not prepared")


def _belong_together(before: Action, after: Action) -> bool:
    same = before.change_set == after.change_set and before.role == after.role
    return same and before.run_order < after.run_order
