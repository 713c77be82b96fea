"""What the gate lets pass in the stack of another region's artifact store."""

from policy.exceptions import choices
from policy.exceptions.row import HIPAA, LOGS_ARE_KEPT, PCI, R4, R5, GateException, by, recorded_elsewhere

_LOG_TARGET = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html"

STORE = (
    recorded_elsewhere(),
    GateException(
        "Artifacts/Bucket/Resource",
        by("S3BucketReplicationEnabled", HIPAA, R4, R5, PCI),
        reason="What lies here is itself a copy: CodePipeline makes it of an artifact in the tools region.",
        control="Versions are kept, and a release that is started again copies the artifact anew.",
        proof="https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-create-cross-region.html",
    ),
    GateException(
        "Artifacts/Bucket/Resource",
        by("S3BucketDefaultLockEnabled", R4),
        reason="Object Lock would keep every artifact for good or stop its expiry; CodePipeline offers no retention.",
        control="Versions are kept, nobody but the pipeline's role writes, and CloudTrail records who deletes.",
        proof="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html",
    ),
    GateException(
        "Artifacts/AccessLogs/Resource",
        (
            *by("S3BucketReplicationEnabled", HIPAA, R4, R5, PCI),
            *by("S3DefaultEncryptionKMS", HIPAA, R5, PCI),
            *by("S3BucketDefaultLockEnabled", R4),
        ),
        reason="S3 delivers access logs to buckets with SSE-S3 and without Object Lock only; a replica of the logs "
        "would ask for a replica of its own.",
        control=f"{LOGS_ARE_KEPT} security.access_logs_bucket collects them elsewhere.",
        proof=_LOG_TARGET,
        applies=choices.own_log_bucket,
    ),
    GateException(
        "Artifacts/Bucket",
        ("Annotation::@aws-cdk/aws-s3:accessLogsPolicyNotAdded",),
        reason="The organisation's own log bucket has a policy of its own, which is not ours to write.",
        control="Without that policy no log arrives, and nothing else happens.",
        proof="security.access_logs_bucket",
        applies=choices.existing_log_bucket,
    ),
)
