"""What kind of pipeline it is."""

from policy.mutation.mutant import Mutant, properties
from policy.mutation.mutants.codepipeline._pipeline import APPROVE, PIPELINE, drop, index_of, put
from policy.mutation.words import in_words_of
from policy.templates.assembly import Assembly


def _condition_on_production(assembly: Assembly) -> None:
    stages = properties(assembly, *PIPELINE)["Stages"]
    live = index_of(stages, in_words_of(assembly, "production"))
    stages[live] = {"Fn::If": ["ReleaseToProduction", stages[live], {"Ref": "AWS::NoValue"}]}


MUTANTS = (
    Mutant("pipeline: V1 by default", drop("PipelineType")),
    Mutant("pipeline: V1", put("PipelineType", "V1")),
    Mutant("pipeline: executions overtake each other", put("ExecutionMode", "PARALLEL")),
    Mutant("pipeline: artifact key removed", drop("ArtifactStore.EncryptionKey")),
    Mutant("pipeline: AWS's key for artifacts", put("ArtifactStore.EncryptionKey.Id", "alias/aws/s3")),
    Mutant("pipeline: artifact store removed", drop("ArtifactStore")),
    Mutant("pipeline: a stage that a condition may drop", _condition_on_production),
    Mutant("pipeline: an order that a parameter says", put(f"{APPROVE}.RunOrder", {"Ref": "Order"})),
    *(
        Mutant(
            f"pipeline: way into {stage} closed for good",
            put("DisableInboundStageTransitions", [{"StageName": stage, "Reason": "not now"}]),
        )
        for stage in ("Build", "UpdatePipeline")
    ),
    Mutant(
        "pipeline: way into production closed without a reason",
        put("DisableInboundStageTransitions", [{"StageName": "production"}]),
    ),
)
