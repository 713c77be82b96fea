"""Where logs go: encrypted log groups with an end, and a bucket that AWS's log deliveries can write to."""

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from constructs import Construct

RETENTION = logs.RetentionDays.THREE_MONTHS
RETENTION_DAYS = Duration.days(90)


def log_group(scope: Construct, construct_id: str, name: str, key: kms.IKey) -> logs.LogGroup:
    return logs.LogGroup(
        scope,
        construct_id,
        log_group_name=name,
        encryption_key=key,
        retention=RETENTION,
        removal_policy=RemovalPolicy.DESTROY,
    )


def access_logs_bucket(scope: Construct, construct_id: str, existing: str | None) -> s3.IBucket:
    """The organisation's own bucket where pipeline.yml names one, else one of the stack's own."""
    if existing:
        return s3.Bucket.from_bucket_name(scope, construct_id, existing)
    return _log_bucket(scope, construct_id)


def _log_bucket(scope: Construct, construct_id: str) -> s3.Bucket:
    """SSE-S3, since deliveries of access logs cannot write to a bucket with a KMS key of one's own.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
    """
    return s3.Bucket(
        scope,
        construct_id,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        encryption=s3.BucketEncryption.S3_MANAGED,
        enforce_ssl=True,
        minimum_tls_version=1.2,
        object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
        versioned=True,  # a log that somebody overwrites is still there
        lifecycle_rules=[
            s3.LifecycleRule(
                id="ExpireLogs",
                expiration=RETENTION_DAYS,
                noncurrent_version_expiration=RETENTION_DAYS,
                abort_incomplete_multipart_upload_after=Duration.days(1),
            )
        ],
        removal_policy=RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    )
