"""A trigger of a pipeline that deploys names branches or folders of them, or tags, and no pull request starts it.

What a pull request proposes nobody has reviewed. Without a filter a push to any branch is deployed, and with most globs
one to a branch that nobody protects: `m*` is main, and whatever else somebody calls so. All branches of a folder, as
`release/*`, are protected by the very same pattern where the repository is.
https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-triggers.html
"""

import re
from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import listed, text
from policy.templates.values import at

GLOB = set("*?[]{}")
FOLDER = re.compile(r"(?<=[^/*])/\*{1,2}$")


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        if not pipeline.environments:
            continue
        for trigger in listed(pipeline.resource.properties.get("Triggers", [])):
            git = at(trigger, "GitConfiguration")
            source = at(git, "SourceActionName")
            if at(git, "PullRequest"):
                yield pipeline.resource.violation(f"{source} PullRequest")
            if not all(_is_narrow(push) for push in listed(at(git, "Push") or [])):
                yield pipeline.resource.violation(f"{source} Push")


def _is_narrow(push: Any) -> bool:
    branches, tags = (listed(at(push, f"{what}.Includes") or []) for what in ("Branches", "Tags"))
    exact = not any(GLOB & set(FOLDER.sub("", text(branch))) for branch in branches)
    return bool(branches or tags) and exact and not any(set(text(tag)) <= GLOB | {"/"} for tag in tags)
