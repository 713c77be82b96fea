"""Whom the pipeline asks."""

from policy.mutation.mutant import Mutant, properties, remove
from policy.mutation.mutant import put as put_property
from policy.mutation.mutants.codepipeline._pipeline import APPROVE, PIPELINE, drop, index_of, move_stage, put
from policy.mutation.words import in_words_of
from policy.rules.codepipeline.production_needs_approval import PRODUCTION
from policy.templates.assembly import Assembly


def _production_first(assembly: Assembly) -> None:
    """Whatever is last asks in its place. Of an environment with another name nobody can tell that it must ask."""
    if in_words_of(assembly, "production") not in PRODUCTION:
        raise LookupError("no environment is called production")
    stages = properties(assembly, *PIPELINE)["Stages"]
    live, first = (index_of(stages, in_words_of(assembly, name)) for name in ("production", "dev"))
    production = stages.pop(live)
    approval = production["Actions"].pop(index_of(production["Actions"], "Approve"))
    stages.insert(first, production)
    for action in stages[-1]["Actions"][1:]:
        action["RunOrder"] += 1
    stages[-1]["Actions"].append(approval)


def _shows_changes_of_dev(assembly: Assembly) -> None:
    stages = properties(assembly, *PIPELINE)["Stages"]
    actions = stages[index_of(stages, in_words_of(assembly, "production"))]["Actions"]
    settings = actions[index_of(actions, "Approve")]["Configuration"]
    own, other = (f"stackId={in_words_of(assembly, f'webapp-{name}')}&" for name in ("production", "dev"))
    if own not in settings["CustomData"]:
        raise LookupError("it shows no change set")
    settings["CustomData"] = settings["CustomData"].replace(own, other)


MUTANTS = (
    Mutant("approval: removed", drop(APPROVE)),
    Mutant("approval: after the execution", put(f"{APPROVE}.RunOrder", 4)),
    Mutant("approval: beside the execution", put(f"{APPROVE}.RunOrder", 3)),
    Mutant("approval: before there is a change set", put(f"{APPROVE}.RunOrder", 1)),
    Mutant("approval: an environment after it", move_stage("production", after="UpdatePipeline")),
    Mutant("approval: production goes first, unasked", _production_first),
    Mutant(
        "approval: asks about dev", put(f"{APPROVE}.Configuration.CustomData", "Release #{Source.CommitId} to dev?")
    ),
    Mutant("approval: shows the change set of dev", _shows_changes_of_dev),
    Mutant(
        "approval: a role for another environment answers",
        put_property("Pipeline", "Approvers/production/Role/Resource", "RoleName", "webapp-dev-approve"),
        of="strict",
    ),
    Mutant("approval: nobody is told", remove("Pipeline", "Notifications/Rules/approval-waiting/Resource")),
    Mutant(
        "approval: somebody is told of another environment's",
        put_property("Pipeline", "Notifications/Rules/approval-waiting/Resource", "EventPattern.detail.stage", ["dev"]),
    ),
)
