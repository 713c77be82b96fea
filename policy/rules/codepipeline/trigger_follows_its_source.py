"""A source has one trigger with one filter: of the branch that the source fetches, of a folder of branches, or of tags.

With another branch CodePipeline deploys what lies there, whatever the source action says; and of two filters either
starts the pipeline, so that a tag on any commit would do where only a branch is protected.
https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-filter.html
"""

import re
from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Action, pipelines, source_actions
from policy.templates.assembly import Assembly
from policy.templates.template import listed, text
from policy.templates.values import at

FOLDER = re.compile(r"[^*?\[\]{}]+/\*{1,2}")  # trigger_takes_reviewed_changes says why


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for source in source_actions(pipeline):
            filters = _filters(source)
            if len(filters) > 1:
                yield source.violation(f"{len(filters)} filters")
            for one in filters:
                if not _follows(one, source.setting("BranchName")):
                    yield source.violation("Push")


def _filters(source: Action) -> list[Any]:
    """Of all triggers of the action."""
    git = [at(trigger, "GitConfiguration") for trigger in listed(source.pipeline.properties.get("Triggers", []))]
    mine = [one for one in git if at(one, "SourceActionName") == source.name]
    return [push for one in mine for push in listed(at(one, "Push") or [])]


def _follows(push: Any, branch: Any) -> bool:
    branches, tags = at(push, "Branches"), at(push, "Tags")
    if branches is None or tags is not None:
        return branches is None and tags is not None
    included = listed(at(branches, "Includes"))
    is_folder = len(included) == 1 and FOLDER.fullmatch(text(included[0])) is not None
    return (included == [branch] or is_folder) and at(branches, "Excludes") is None
