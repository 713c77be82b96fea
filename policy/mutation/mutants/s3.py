"""Buckets."""

from policy.mutation.mutant import Change, Mutant, drop, put, resource
from policy.templates.assembly import Assembly

ARTIFACTS = ("Pipeline", "Artifacts/Bucket/Resource")
ACCESS_LOGS = ("Pipeline", "Artifacts/AccessLogs/Resource")
BALANCER_LOGS = ("production", "Ec2/LoadBalancer/AccessLogs/Resource")
BUCKETS = {
    "artifact bucket": ARTIFACTS,
    "access log bucket": ACCESS_LOGS,
    "load balancer's log bucket": BALANCER_LOGS,
}
FLAGS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")

ENCRYPTION = "BucketEncryption.ServerSideEncryptionConfiguration.0"
ALGORITHM = f"{ENCRYPTION}.ServerSideEncryptionByDefault.SSEAlgorithm"
KEY = f"{ENCRYPTION}.ServerSideEncryptionByDefault.KMSMasterKeyID"
STATEMENTS = "PolicyDocument.Statement"
LEFTOVERS = "LifecycleConfiguration.Rules.4"


def _policy(bucket: tuple[str, str]) -> tuple[str, str]:
    stack_id, construct = bucket
    return stack_id, f"{construct.removesuffix('Resource')}Policy/Resource"


def _attribute(bucket: tuple[str, str], name: str, value: str) -> Change:
    """Beside the properties, where put() does not reach."""

    def change(assembly: Assembly) -> None:
        resource(assembly, *bucket)[name] = value

    return change


def _of_every_bucket(name: str, bucket: tuple[str, str]) -> tuple[Mutant, ...]:
    allowed = f"{STATEMENTS}.0.Effect"
    return (
        Mutant(f"{name}: TLS-only statement removed", drop(*_policy(bucket), f"{STATEMENTS}.0")),
        Mutant(f"{name}: plain HTTP allowed instead of denied", put(*_policy(bucket), allowed, "Allow")),
        Mutant(f"{name}: default encryption removed", drop(*bucket, "BucketEncryption")),
        Mutant(f"{name}: public access block removed", drop(*bucket, "PublicAccessBlockConfiguration")),
        *(
            Mutant(f"{name}: {flag} off", put(*bucket, f"PublicAccessBlockConfiguration.{flag}", False))
            for flag in FLAGS
        ),
        Mutant(f"{name}: ACLs are back", drop(*bucket, "OwnershipControls")),
        Mutant(f"{name}: readable by everybody through an ACL", put(*bucket, "AccessControl", "PublicRead")),
        Mutant(f"{name}: nothing expires", drop(*bucket, "LifecycleConfiguration")),
        Mutant(f"{name}: goes with its stack", _attribute(bucket, "DeletionPolicy", "Delete")),
        Mutant(f"{name}: goes when replaced", _attribute(bucket, "UpdateReplacePolicy", "Delete")),
    )


MUTANTS = (
    *(mutant for name, bucket in BUCKETS.items() for mutant in _of_every_bucket(name, bucket)),
    Mutant(
        "artifact bucket: TLS-only statement for reading alone",
        put(*_policy(ARTIFACTS), f"{STATEMENTS}.0.Action", "s3:GetObject"),
    ),
    Mutant(
        "artifact bucket: TLS-only statement for the bucket without its objects",
        drop(*_policy(ARTIFACTS), f"{STATEMENTS}.0.Resource.1"),
    ),
    Mutant(
        "artifact bucket: TLS-only statement for one principal alone",
        put(*_policy(ARTIFACTS), f"{STATEMENTS}.0.Principal.AWS", "arn:aws:iam::111111111111:root"),
    ),
    Mutant("artifact bucket: policy of another bucket", put(*_policy(ARTIFACTS), "Bucket", "another-bucket")),
    Mutant(
        "artifact bucket: TLS 1.0 is enough",
        put(*_policy(ARTIFACTS), f"{STATEMENTS}.1.Condition.NumericLessThan", {"s3:TlsVersion": 1.0}),
    ),
    Mutant("artifact bucket: S3's key instead of a customer's", put(*ARTIFACTS, ALGORITHM, "AES256")),
    Mutant("artifact bucket: AWS's key instead of a customer's", drop(*ARTIFACTS, KEY)),
    Mutant("artifact bucket: a call to KMS for each object", drop(*ARTIFACTS, f"{ENCRYPTION}.BucketKeyEnabled")),
    Mutant("artifact bucket: versioning removed", drop(*ARTIFACTS, "VersioningConfiguration")),
    Mutant("artifact bucket: versioning suspended", put(*ARTIFACTS, "VersioningConfiguration.Status", "Suspended")),
    Mutant("artifact bucket: access logging removed", drop(*ARTIFACTS, "LoggingConfiguration")),
    Mutant("artifact bucket: old versions stay", drop(*ARTIFACTS, f"{LEFTOVERS}.NoncurrentVersionExpiration")),
    Mutant("artifact bucket: parts of uploads stay", drop(*ARTIFACTS, f"{LEFTOVERS}.AbortIncompleteMultipartUpload")),
    Mutant("artifact bucket: clean-up disabled", put(*ARTIFACTS, f"{LEFTOVERS}.Status", "Disabled")),
    Mutant("access log bucket: a key that log delivery cannot use", put(*ACCESS_LOGS, ALGORITHM, "aws:kms")),
    Mutant("load balancer's log bucket: a key that log delivery cannot use", put(*BALANCER_LOGS, ALGORITHM, "aws:kms")),
)
