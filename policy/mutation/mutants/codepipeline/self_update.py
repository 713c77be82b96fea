"""The pipeline's update of itself."""

from policy.mutation.mutant import Mutant
from policy.mutation.mutants.codepipeline._pipeline import UPDATE, drop, move_stage, put

MUTANTS = (
    *(
        Mutant(f"self-update: {mode}", put(f"{UPDATE}.Configuration.ActionMode", mode))
        for mode in ("DELETE_ONLY", "REPLACE_ON_FAILURE")
    ),
    Mutant("self-update: removed", drop("Stages.UpdatePipeline")),
    Mutant("self-update: last", move_stage("UpdatePipeline", after="production")),
    Mutant("self-update: after the first environment", move_stage("UpdatePipeline", after="dev")),
    Mutant("self-update: before the templates are there", move_stage("UpdatePipeline", after="Source")),
    Mutant("self-update: of another stack", put(f"{UPDATE}.Configuration.StackName", "webapp-production")),
    Mutant("self-update: template of the source", put(f"{UPDATE}.Configuration.TemplatePath", "Source::pipeline.json")),
    Mutant(
        "self-update: template of production",
        put(f"{UPDATE}.Configuration.TemplatePath", "Synthesized::production.template.json"),
    ),
    Mutant("self-update: old pipeline runs on", drop("RestartExecutionOnUpdate")),
)
