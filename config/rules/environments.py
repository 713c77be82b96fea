"""Names of the environments, which must not collide with each other or with the pipeline's own."""

from collections.abc import Iterator

from config.names import BUCKET_PREFIXES_OF_AWS, STORE_STACK, TOOLS_WORDS
from config.problem import Finding, quoted
from config.rules.draft import Draft


def check(draft: Draft) -> Iterator[Finding]:
    yield from _application(draft)
    yield from _duplicates(draft)
    for path, environment in draft.each_environment():
        if environment.name in TOOLS_WORDS:
            yield Finding(
                (*path, "name"),
                f"found {quoted(environment.name)}, a name of the pipeline's own parts; "
                f"allowed: any name but {', '.join(TOOLS_WORDS)}",
            )
        if environment.name.startswith(f"{STORE_STACK}-"):
            yield Finding(
                (*path, "name"),
                f"found {quoted(environment.name)}; names that begin with {STORE_STACK}- are those of artifact stores",
            )


def _application(draft: Draft) -> Iterator[Finding]:
    for prefix in BUCKET_PREFIXES_OF_AWS:
        if draft.application and draft.application.startswith(prefix):
            yield Finding(("application",), f"found a name that begins with {prefix}, which S3 keeps for itself")


def _duplicates(draft: Draft) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, environment in enumerate(draft.environments):
        if environment and first.setdefault(environment.name, index) != index:
            yield Finding(
                ("environments", index, "name"),
                f"found {quoted(environment.name)}, the name of environments[{first[environment.name]}]; "
                "allowed: a name that no other environment has",
            )
