"""What a CodePipeline trigger can filter on: tags alone, or one branch with or without file paths.

https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-triggers.html
"""

import re
from collections.abc import Iterator

from config.branches import covers
from config.model import Filter, Source
from config.problem import Finding, Path, quoted
from config.rules.draft import Draft

_BLANK = re.compile(r"[\x00-\x20\x7f]")  # git-check-ref-format


def check(draft: Draft) -> Iterator[Finding]:
    if not draft.source:
        return
    yield from _combination(draft.source)
    for name in ("paths", "tags"):
        chosen: Filter | None = getattr(draft.source, name)
        if chosen:
            yield from _filter(name, chosen)


def _combination(source: Source) -> Iterator[Finding]:
    if not source.tags:
        return
    if source.paths:
        yield Finding(("source", "paths"), "found with tags; allowed: tags alone, or paths", on_key=True)
    if "branch" in source.model_fields_set:
        yield Finding(
            ("source", "branch"),
            "found with tags, which belong to no branch; allowed: tags alone, or a branch",
            on_key=True,
        )


def _filter(name: str, chosen: Filter) -> Iterator[Finding]:
    path = ("source", name)
    if not chosen.include and not chosen.exclude:
        yield Finding(path, "found an empty filter; allowed: globs under include, exclude or both")
    for side in ("include", "exclude"):
        globs: tuple[str, ...] = getattr(chosen, side)
        for index, glob in enumerate(globs):
            if glob in globs[:index]:
                yield Finding((*path, side, index), f"found {quoted(glob)} a second time; allowed: once")
            if name == "tags" and _BLANK.search(glob):
                message = f"found {quoted(glob)}, which no tag matches; allowed: names of tags, without blanks"
                yield Finding((*path, side, index), message)
    yield from _never(path, chosen)
    for index, glob in enumerate(chosen.exclude):
        if glob == "**":
            yield Finding((*path, "exclude", index), 'found "**": nothing would ever start the pipeline')
        elif (name, glob) == ("tags", "*") and not chosen.include:
            message = (
                'found "*", every tag without a slash; allowed: with the tags that start the pipeline under include'
            )
            yield Finding((*path, "exclude", index), message)


def _never(path: Path, chosen: Filter) -> Iterator[Finding]:
    """An excluded name wins; `**` among them is told by itself."""
    for index, glob in enumerate(chosen.include):
        by = next((other for other in chosen.exclude if other != "**" and covers(other, glob)), None)
        if by is not None:
            which = "is excluded too" if by == glob else f"{quoted(by)} excludes"
            message = f"found {quoted(glob)}, which {which} and so never starts the pipeline"
            yield Finding((*path, "include", index), message)
