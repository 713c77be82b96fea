"""Where a person should look before anything changes, and which persons."""

from collections.abc import Iterator

from config.model import Environment
from config.problem import Finding, Path
from config.rules.draft import Draft

_PRODUCTION = ("production", "prod")


def check(draft: Draft) -> Iterator[Finding]:
    """What users see should not change unseen: the environment called production, or the last of several."""
    last = len(draft.environments) - 1
    for index, environment in enumerate(draft.environments):
        if environment and (environment.name in _PRODUCTION or index == last > 0):
            yield from _looked_at(("environments", index), environment)


def _looked_at(path: Path, environment: Environment) -> Iterator[Finding]:
    if not environment.asked:
        message = f"{environment.name} changes without approval; `approval: true` has a person look first"
        yield Finding(path, message)
    elif not environment.asked.approvers:
        message = (
            f"no role is named that may approve {environment.name}: all may whom the tools account lets answer "
            "approvals; `approval: {approvers: [...]}` names roles"
        )
        yield Finding((*path, "approval"), message)
