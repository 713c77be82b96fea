"""Where a person should look before anything changes."""

from collections.abc import Iterator

from config.problem import Finding
from config.rules.draft import Draft

_PRODUCTION = ("production", "prod")


def check(draft: Draft) -> Iterator[Finding]:
    """What users see should not change unseen: the environment called production, or the last of several."""
    last = len(draft.environments) - 1
    for index, environment in enumerate(draft.environments):
        if not environment or environment.approval:
            continue
        if environment.name in _PRODUCTION or index == last > 0:
            yield Finding(
                ("environments", index),
                f"{environment.name} changes without approval; `approval: true` has a person look first",
            )
