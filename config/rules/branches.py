"""Several pipelines: which branch starts which, and to which environments each delivers."""

from collections.abc import Iterator

from config.branches import is_glob
from config.model import BranchPipeline, Source
from config.problem import Finding, quoted
from config.rules.draft import Draft

_PREFIX = 20  # characters of a pipeline's name that CodePipeline keeps in the keys of its artifacts


def check(draft: Draft) -> Iterator[Finding]:
    if not draft.pipelines:
        return
    if draft.source and draft.source.provider == "s3":
        yield Finding(("pipelines",), "not for s3, which has no branches", on_key=True)
        return
    if draft.source:
        yield from _source(draft, draft.source)
        yield from _names(draft, draft.source.branch)
    yield from _environments(draft)
    if draft.application:
        yield from _prefixes(draft, draft.application)


def _source(draft: Draft, source: Source) -> Iterator[Finding]:
    if source.tags:
        yield Finding(
            ("source", "tags"), "found with pipelines, which branches start; allowed: one of the two", on_key=True
        )
    for index, one in _each(draft):
        if source.provider == "codecommit" and one.branch and is_glob(one.branch):
            yield Finding(
                ("pipelines", index, "branch"),
                f"found {quoted(one.branch)}; allowed for codecommit: one branch, whose head its source action takes",
            )


def _names(draft: Draft, main: str) -> Iterator[Finding]:
    """That of source.branch updates the stack: there is exactly one, and it bears the application's name."""
    if all(draft.pipelines) and not _has(draft, main):
        yield Finding(("pipelines",), f"none of branch {quoted(main)} (source.branch); that one updates the pipelines")
    for index, one in _each(draft):
        if one.branch == main and one.name:
            message = (
                f"found with {quoted(main)}, source.branch, whose pipeline is called after the application; remove it"
            )
            yield Finding(("pipelines", index, "name"), message, on_key=True)
        if one.branch != main and not one.name:
            yield Finding(("pipelines", index, "name"), "missing; every pipeline but that of source.branch needs one")


def _environments(draft: Draft) -> Iterator[Finding]:
    known = {environment.name for _, environment in draft.each_environment()}
    reached = {name for _, one in _each(draft) for name in one.environments}
    for index, one in _each(draft):
        for position, name in enumerate(one.environments):
            if name not in known and all(draft.environments):
                yield Finding(
                    ("pipelines", index, "environments", position),
                    f"found {quoted(name)}; allowed: a name under environments",
                )
            elif name in one.environments[:position]:
                yield Finding(
                    ("pipelines", index, "environments", position),
                    f"found {quoted(name)} a second time; allowed: once",
                )
    whole = all(draft.pipelines) and (draft.source is None or _has(draft, draft.source.branch))
    for path, environment in draft.each_environment():
        if environment.name not in reached and whole:
            yield Finding((*path, "name"), f"no pipeline delivers to {quoted(environment.name)}")


def _prefixes(draft: Draft, application: str) -> Iterator[Finding]:
    """Pipelines whose names begin alike would share a folder of artifacts, and what may read the one reads both."""
    seen: dict[str, str] = {application[:_PREFIX]: application}
    for index, one in _each(draft):
        name = f"{application}-{one.name}" if one.name else ""
        other = seen.setdefault(name[:_PREFIX], name) if name else ""
        if name and (other != name or [each.name for _, each in _each(draft)].count(one.name) > 1):
            yield Finding(
                ("pipelines", index, "name"),
                f"makes {quoted(name)}, which begins with the same {_PREFIX} characters as {quoted(other)}; "
                "allowed: names that differ there, since artifacts lie in folders of that length",
            )


def _has(draft: Draft, main: str) -> bool:
    return main in {one.branch for _, one in _each(draft)}


def _each(draft: Draft) -> Iterator[tuple[int, BranchPipeline]]:
    return ((index, one) for index, one in enumerate(draft.pipelines) if one)
