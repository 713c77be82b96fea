"""How long artifacts stay, and with whose key."""

from policy.mutation.mutant import Mutant, drop, put

BUCKET = ("Pipeline", "Artifacts/Bucket/Resource")
RULES = "LifecycleConfiguration.Rules"
KEY = "BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID"

MUTANTS = (
    Mutant("artifact bucket: revisions gone tomorrow", put(*BUCKET, f"{RULES}.1.ExpirationInDays", 1)),
    Mutant("artifact bucket: templates gone tomorrow", put(*BUCKET, f"{RULES}.2.ExpirationInDays", 1)),
    Mutant("artifact bucket: revisions stay for ever", drop(*BUCKET, f"{RULES}.1")),
    Mutant("artifact bucket: everything gone tomorrow", put(*BUCKET, f"{RULES}.4.ExpirationInDays", 1)),
    Mutant(
        "artifact bucket: old versions gone tomorrow",
        put(*BUCKET, f"{RULES}.4.NoncurrentVersionExpiration.NoncurrentDays", 1),
    ),
    Mutant("artifact bucket: a key beside", put(*BUCKET, KEY, "arn:aws:kms:eu-central-1:111111111111:key/1")),
    Mutant("artifact bucket: the key of the logs", put(*BUCKET, KEY, {"Fn::GetAtt": ["OperationsKeyD0717C64", "Arn"]})),
    Mutant(
        "flow log group: a key beside",
        put("production", "Network/FlowLogGroup/Resource", "KmsKeyId", "arn:aws:kms:eu-central-1:444444444444:key/1"),
    ),
)
