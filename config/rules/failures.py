"""What a stage that failed does on its own is done to its approval, too."""

from collections.abc import Iterator

from config.problem import Finding
from config.rules.draft import Draft

_AGAIN = {
    "rollback": "a rollback asks for approval itself, and a rejected approval starts one",
    "retry": "a retry asks for approval once more, also after a rejected one",
}


def check(draft: Draft) -> Iterator[Finding]:
    for path, environment in draft.each_environment():
        if environment.on_failure and environment.asked:
            yield Finding((*path, "on_failure"), f"with approval, {_AGAIN[environment.on_failure]}")
