"""What starts each of several pipelines: pushes, and then it delivers; or pull requests, and then it delivers nothing.

CodePipeline starts on pull requests through connections alone, and filters them by the branch that they are for, never
by tags. https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-triggers.html
"""

from collections.abc import Iterator

from config.model import BranchPipeline
from config.problem import Finding, Path
from config.rules.draft import Draft

_CONNECTED = ("github", "gitlab", "bitbucket")


def check(draft: Draft) -> Iterator[Finding]:
    if draft.source and draft.source.provider == "s3":
        return  # which has no branches at all
    for index, one in enumerate(draft.pipelines):
        if one is None:
            continue
        path: Path = ("pipelines", index)
        yield from _of_pull_requests(path, one, draft) if one.pull_requests else _of_pushes(path, one)


def _of_pull_requests(path: Path, one: BranchPipeline, draft: Draft) -> Iterator[Finding]:
    if draft.source and draft.source.provider == "codecommit":
        message = f"not for codecommit; CodePipeline hears of pull requests from {', '.join(_CONNECTED)} alone"
        yield Finding((*path, "pull_requests"), message, on_key=True)
    if one.branch:
        message = "found with branch, whose pushes are delivered; allowed: one of the two, and a pipeline for each"
        yield Finding((*path, "pull_requests"), message, on_key=True)
    elif one.environments:
        message = "found with pull_requests; what nobody has reviewed is delivered nowhere: remove it"
        yield Finding((*path, "environments"), message, on_key=True)


def _of_pushes(path: Path, one: BranchPipeline) -> Iterator[Finding]:
    if not one.branch:
        yield Finding((*path, "branch"), "missing, and no pull_requests; a pipeline needs one of the two")
    elif not one.environments:
        yield Finding((*path, "environments"), "missing; what is pushed to a branch is delivered to some")
