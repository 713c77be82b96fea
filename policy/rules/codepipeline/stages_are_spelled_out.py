"""A pipeline's stages stand in the template as they are: no condition or parameter chooses stages, actions or order.

What only a deployment decides no rule can look at, and no reviewer either.
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly
from policy.templates.values import at

LITERAL = ("Name", "ActionTypeId.Category", "ActionTypeId.Provider")


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        if not pipeline.stages:
            yield pipeline.resource.violation("Stages")
        for stage in pipeline.stages:
            if not stage.actions:
                yield pipeline.resource.violation(f"Stage {stage.name}")
            for action in stage.actions:
                for what in _open(action.definition):
                    yield action.violation(what)


def _open(action: Any) -> Iterator[str]:
    yield from (what for what in LITERAL if not isinstance(at(action, what), str))
    if not str(at(action, "RunOrder") or 1).isdecimal():
        yield "RunOrder"
