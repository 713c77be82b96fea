"""What is released, where to, and what the approver is told of it."""

from policy.mutation.mutant import Change, Mutant, properties
from policy.mutation.mutants.codepipeline._pipeline import APPROVE, PIPELINE, PREPARE, RELEASE, drop, index_of, put
from policy.mutation.words import in_words_of
from policy.templates.assembly import Assembly

OTHER_KEY = "arn:aws:kms:eu-central-1:111111111111:key/1"
BUCKET_KEY = "BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID"
OPERATIONS_KEY = {"Fn::GetAtt": ["OperationsKeyD0717C64", "Arn"]}


def _without_stage(name: str) -> Change:
    def change(assembly: Assembly) -> None:
        stages = properties(assembly, *PIPELINE)["Stages"]
        del stages[index_of(stages, in_words_of(assembly, name))]

    return change


MUTANTS = (
    Mutant("production: the source released as it is", put(f"{RELEASE}.InputArtifacts.0.Name", "Source")),
    Mutant("production: nothing released", drop(RELEASE)),
    Mutant(
        "production: group of another environment", put(f"{RELEASE}.Configuration.DeploymentGroupName", "webapp-other")
    ),
    Mutant("production: application of another", put(f"{RELEASE}.Configuration.ApplicationName", "webapp-other")),
    Mutant("an environment that no stage deploys", _without_stage("dev")),
    Mutant(
        "production: another key for artifacts",
        put(f"{PREPARE}.Configuration.ParameterOverrides", f'{{"ArtifactKeyArn":"{OTHER_KEY}"}}'),
    ),
    Mutant("production: no key for artifacts", drop(f"{PREPARE}.Configuration.ParameterOverrides")),
    Mutant("approval: says nothing", drop(f"{APPROVE}.Configuration.CustomData")),
    Mutant("approval: says not of what", put(f"{APPROVE}.Configuration.CustomData", "Please approve")),
    Mutant("approval: no link", drop(f"{APPROVE}.Configuration.ExternalEntityLink")),
    Mutant("approval: a link elsewhere", put(f"{APPROVE}.Configuration.ExternalEntityLink", "https://example.com/")),
    Mutant(
        "approval: a link to another repository",
        put(f"{APPROVE}.Configuration.ExternalEntityLink", "https://github.com/a/b/commit/#{Source.CommitId}"),
    ),
    Mutant("artifacts: a bucket beside", put("ArtifactStore.Location", "webapp-artifacts-111111111111-2")),
    Mutant("artifacts: a key beside", put("ArtifactStore.EncryptionKey.Id", OTHER_KEY)),
    Mutant("artifacts: the key of the logs", put("ArtifactStore.EncryptionKey.Id", OPERATIONS_KEY)),
)
