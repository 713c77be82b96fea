"""A pipeline tells a build nothing but the image to be released: what else it needs stands in its buildspec.

Another index of packages, or a library to load, would come in by a variable that no reviewer of the source sees.
"""

import json
from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at, objects

TOLD = ("IMAGE_URI",)


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            given = action.setting("EnvironmentVariables")
            for name in [] if given is None else _names(text(given)):
                if name not in TOLD:
                    yield action.violation(f"EnvironmentVariables {name}")


def _names(given: str) -> list[str]:
    """The text itself where it is no list of variables."""
    try:
        variables: Any = json.loads(given)
    except ValueError:
        return [given]
    return [text(at(one, "name")) for one in objects(variables)]
