"""Whom the pipeline asks."""

from policy.mutation.mutant import Mutant, properties
from policy.mutation.mutants.codepipeline._pipeline import APPROVE, PIPELINE, drop, move_stage, put
from policy.templates.assembly import Assembly


def _production_first(assembly: Assembly) -> None:
    """Whatever is last asks in its place."""
    stages = properties(assembly, *PIPELINE)["Stages"]
    production = stages.pop(5)
    approval = production["Actions"].pop(1)
    stages.insert(3, production)
    for action in stages[5]["Actions"][1:]:
        action["RunOrder"] += 1
    stages[5]["Actions"].append(approval)


MUTANTS = (
    Mutant("approval: removed", drop(APPROVE)),
    Mutant("approval: after the execution", put(f"{APPROVE}.RunOrder", 4)),
    Mutant("approval: beside the execution", put(f"{APPROVE}.RunOrder", 3)),
    Mutant("approval: before there is a change set", put(f"{APPROVE}.RunOrder", 1)),
    Mutant("approval: an environment after it", move_stage("production", 4)),
    Mutant("approval: production goes first, unasked", _production_first),
    Mutant("approval: nobody is told", drop(f"{APPROVE}.Configuration.NotificationArn")),
)
