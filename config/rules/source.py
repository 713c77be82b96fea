"""Which fields of `source` belong to which provider, and what they must look like there."""

from collections.abc import Iterator

from config.model import Source
from config.problem import Finding, quoted
from config.rules.draft import Draft

_CONNECTED = ("repository", "branch", "connection", "paths", "tags")
_FIELDS = {
    "github": _CONNECTED,
    "gitlab": _CONNECTED,
    "bitbucket": _CONNECTED,
    "codecommit": ("repository", "branch"),
    "s3": ("bucket", "key"),
}
_NEEDED = ("repository", "bucket", "key")
_CODECOMMIT_NAME = 100  # characters


def check(draft: Draft) -> Iterator[Finding]:
    if not draft.source:
        return
    yield from _fields(draft.source)
    yield from _repository(draft.source)
    if draft.tools and draft.source.connection:
        region = draft.source.connection.split(":")[3]
        if region != draft.tools.region:
            yield Finding(
                ("source", "connection"),
                f"found a connection in {region}; allowed: one in the tools region, {draft.tools.region}",
            )


def _fields(source: Source) -> Iterator[Finding]:
    allowed = _FIELDS[source.provider]
    given = {name for name in source.model_fields_set - {"provider"} if getattr(source, name) is not None}
    for name in sorted(given.difference(allowed)):
        yield Finding(("source", name), f"not for {source.provider}; allowed there: {', '.join(allowed)}", on_key=True)
    for name in _NEEDED:
        if name in allowed and name not in given:
            yield Finding(("source", name), f"missing; {source.provider} needs it")


def _repository(source: Source) -> Iterator[Finding]:
    name = source.repository
    if not name or "repository" not in _FIELDS[source.provider]:
        return
    path, folders = ("source", "repository"), name.count("/")
    if source.provider == "gitlab" and folders == 0:
        yield Finding(path, f"found {quoted(name)}; allowed for gitlab: owner/name, or group/subgroup/name")
    if source.provider in ("github", "bitbucket") and folders != 1:
        yield Finding(path, f"found {quoted(name)}; allowed for {source.provider}: owner/name")
    if source.provider == "codecommit" and ("/" in name or len(name) > _CODECOMMIT_NAME):
        yield Finding(
            path,
            f"found {quoted(name)}; allowed for codecommit: the name alone, at most {_CODECOMMIT_NAME} long",
        )
    if name.endswith(".git"):
        yield Finding(path, f'found {quoted(name)}; allowed: the name without ".git"')
