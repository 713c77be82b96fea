"""The pipeline, its stages and their actions, by their names."""

from collections.abc import Callable
from functools import partial
from typing import Any

from policy.mutation import mutant
from policy.mutation.mutant import Change, properties
from policy.mutation.words import in_words_of
from policy.templates.assembly import Assembly

PIPELINE = ("Pipeline", "Delivery/Pipeline/Resource")
SOURCE, BUILD = "Stages.Source.Actions.Source", "Stages.Build.Actions.Build"
SYNTHESIZE, UPDATE = "Stages.Build.Actions.Synthesize", "Stages.UpdatePipeline.Actions.UpdatePipeline"
LIVE = "Stages.production"
PREPARE, APPROVE, EXECUTE, RELEASE = (
    f"{LIVE}.Actions.{name}" for name in ("PrepareChanges", "Approve", "ExecuteChanges", "Release")
)
put: Callable[[str, Any], Change] = partial(mutant.put, *PIPELINE)
drop: Callable[[str], Change] = partial(mutant.drop, *PIPELINE)


def move_stage(name: str, after: str) -> Change:
    """Behind that stage."""

    def change(assembly: Assembly) -> None:
        stages: list[dict[str, Any]] = properties(assembly, *PIPELINE)["Stages"]
        moved, before = (index_of(stages, in_words_of(assembly, one)) for one in (name, after))
        stage = stages.pop(moved)
        stages.insert(before + (before < moved), stage)

    return change


def index_of(elements: list[dict[str, Any]], name: str) -> int:
    """Raises LookupError."""
    for index, element in enumerate(elements):
        if element["Name"] == name:
            return index
    raise LookupError(f"nothing is called {name}")
