"""A source has one trigger with one filter: of the branch that the source fetches, or of tags.

With another branch CodePipeline deploys what lies there, whatever the source action says; and of two filters either
starts the pipeline, so that a tag on any commit would do where only a branch is protected.
https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-filter.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Action, pipelines, source_actions
from policy.templates.assembly import Assembly
from policy.templates.template import listed
from policy.templates.values import at


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
    return listed(at(branches, "Includes")) == [branch] and at(branches, "Excludes") is None
