"""A push starts one of several pipelines, and so does a pull request: two would undo each other's work."""

from collections.abc import Iterator

from config.branches import overlap
from config.problem import Finding, quoted
from config.rules.draft import Draft


def check(draft: Draft) -> Iterator[Finding]:
    if draft.source and draft.source.provider == "s3":
        return  # which has no branches
    for key in ("branch", "pull_requests"):
        before: dict[int, str] = {}
        for index, one in enumerate(draft.pipelines):
            branch: str | None = getattr(one, key, None)
            if branch:
                yield from _shared(index, key, branch, before)
                before[index] = branch


def _shared(index: int, key: str, branch: str, before: dict[int, str]) -> Iterator[Finding]:
    """With the first of those before it, told at the later one."""
    for other, known in before.items():
        if overlap(branch, known):
            both = f"{quoted(branch)} beside {quoted(known)} (pipelines[{other}].{key})"
            message = f"found {both}: some branch would start both pipelines; allowed: each branch in one"
            twice = f"found {quoted(branch)} a second time; allowed: once"
            yield Finding(("pipelines", index, key), twice if branch == known else message)
            return
