"""The pipeline and its stages: Source, Build, UpdatePipeline, dev, staging, production."""

from collections.abc import Callable
from functools import partial
from typing import Any

from policy.mutation import mutant
from policy.mutation.mutant import Change, properties
from policy.templates.assembly import Assembly

PIPELINE = ("Pipeline", "Delivery/Pipeline/Resource")
SOURCE, BUILD, UPDATE = "Stages.0.Actions.0", "Stages.1.Actions.0", "Stages.2.Actions.0"
PREPARE, APPROVE, EXECUTE, RELEASE = (f"Stages.5.Actions.{number}" for number in range(4))
put: Callable[[str, Any], Change] = partial(mutant.put, *PIPELINE)
drop: Callable[[str], Change] = partial(mutant.drop, *PIPELINE)


def move_stage(name: str, to: int) -> Change:
    """To that place among the other stages."""

    def change(assembly: Assembly) -> None:
        stages: list[dict[str, Any]] = properties(assembly, *PIPELINE)["Stages"]
        [stage] = [stage for stage in stages if stage["Name"] == name]
        stages.remove(stage)
        stages.insert(to, stage)

    return change
