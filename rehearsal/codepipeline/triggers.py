"""Whether a push or a pull request starts a pipeline: the filters of its triggers. Pure.

"Automate starting pipelines using triggers and filtering": filters of a trigger are alternatives; within
one, branches and file paths must both match; an exclude wins over an include; each changed file counts
on its own; a new branch does not start a pipeline that filters on file paths. The branches of a filter of pull requests
are those that they are for, and the commit is the head of what they propose.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rehearsal.codepipeline.definition import Action, Pipeline
from rehearsal.codepipeline.glob import matches

CONNECTION = "CodeStarSourceConnection"


@dataclass(frozen=True)
class Push:
    repository: str  # owner/name
    commit: str
    branch: str | None = None
    tag: str | None = None
    changed_files: tuple[str, ...] | None = None  # None: a new branch, nothing to compare with


@dataclass(frozen=True)
class PullRequest:
    repository: str  # owner/name
    commit: str  # what is proposed
    target: str  # the branch that it is for
    event: str  # OPEN, UPDATED or CLOSED
    changed_files: tuple[str, ...] = ()


def started_by(pipeline: Pipeline, change: Push | PullRequest) -> Action | None:
    """The source action that this change triggers, if any."""
    for action in pipeline.stages[0].actions:
        if action.provider != CONNECTION or action.configuration.get("FullRepositoryId") != change.repository:
            continue
        trigger = _trigger_of(pipeline, action.name)
        if _detects_changes(action, change) if trigger is None else _is_asked_for(trigger, change):
            return action
    return None


def _trigger_of(pipeline: Pipeline, action: str) -> Mapping[str, Any] | None:
    configurations = (t["gitConfiguration"] for t in pipeline.triggers if "gitConfiguration" in t)
    return next((c for c in configurations if c.get("sourceActionName") == action), None)


def _is_asked_for(trigger: Mapping[str, Any], change: Push | PullRequest) -> bool:
    if isinstance(change, Push):
        return any(_accepts(each, change) for each in trigger.get("push", []))
    return any(_accepts_pull_request(each, change) for each in trigger.get("pullRequest", []))


def _detects_changes(action: Action, change: Push | PullRequest) -> bool:
    """Without a trigger: every push to the action's branch, unless DetectChanges is false."""
    if str(action.configuration.get("DetectChanges", "true")).lower() == "false":
        return False
    return isinstance(change, Push) and change.branch == action.configuration.get("BranchName")


def _accepts(push_filter: Mapping[str, Any], push: Push) -> bool:
    if "tags" in push_filter:
        return push.tag is not None and _selects(push_filter["tags"], [push.tag])
    if push.branch is None:
        return False
    if "branches" in push_filter and not _selects(push_filter["branches"], [push.branch]):
        return False
    if "filePaths" in push_filter:
        return push.changed_files is not None and _selects(push_filter["filePaths"], push.changed_files)
    return True


def _accepts_pull_request(chosen: Mapping[str, Any], proposed: PullRequest) -> bool:
    """Events, where none are named, are all."""
    if proposed.event not in chosen.get("events", [proposed.event]):
        return False
    return _selects(chosen.get("branches", {}), [proposed.target]) and (
        "filePaths" not in chosen or _selects(chosen["filePaths"], proposed.changed_files)
    )


def _selects(criteria: Mapping[str, Any], names: Iterable[str]) -> bool:
    includes, excludes = criteria.get("includes") or ["**"], criteria.get("excludes") or []
    return any(
        any(matches(glob, name) for glob in includes) and not any(matches(glob, name) for glob in excludes)
        for name in names
    )
