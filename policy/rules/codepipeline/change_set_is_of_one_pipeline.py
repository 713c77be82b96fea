"""No two pipelines prepare change sets of one name on one stack: each executes what it has prepared itself.

Of one name the later replaces the earlier, and the earlier pipeline, perhaps with an approval of its own, executes it.
"""

from collections import defaultdict
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Action, pipelines
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    preparing: dict[tuple[str, ...], list[Action]] = defaultdict(list)
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            if action.prepares_changes:
                preparing[(*action.change_set, action.region)].append(action)
    for actions in preparing.values():
        if len({action.pipeline.logical_id for action in actions}) > 1:
            yield from (action.violation(f"ChangeSetName {action.change_set[1]}") for action in actions)
