"""Whom the pipeline asks."""

from policy.mutation.mutant import Mutant
from policy.mutation.mutants.codepipeline._pipeline import APPROVE, drop, move_stage, put

MUTANTS = (
    Mutant("approval: removed", drop(APPROVE)),
    Mutant("approval: after the execution", put(f"{APPROVE}.RunOrder", 4)),
    Mutant("approval: beside the execution", put(f"{APPROVE}.RunOrder", 3)),
    Mutant("approval: before there is a change set", put(f"{APPROVE}.RunOrder", 1)),
    Mutant("approval: an environment after it", move_stage("production", 4)),
    Mutant("approval: nobody is told", drop(f"{APPROVE}.Configuration.NotificationArn")),
)
