"""A bucket for a pipeline's artifacts, and how long they stay in it."""

from collections.abc import Sequence
from typing import Any

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

SHORT_LIVED = Duration.days(30)
# An instance that Auto Scaling starts, and a rollback, download the last successful revision however
# old it is: what is delivered must outlive the longest pause between two releases.
LONG_LIVED = Duration.days(365)


def artifact_bucket(
    scope: Construct,
    name: str,
    key: kms.IKey,
    access_logs: s3.IBucket,
    lifecycle: Sequence[s3.LifecycleRule],
    **replication: Any,
) -> s3.Bucket:
    return s3.Bucket(
        scope,
        "Bucket",
        bucket_name=name,
        encryption=s3.BucketEncryption.KMS,
        encryption_key=key,
        bucket_key_enabled=True,
        versioned=True,
        enforce_ssl=True,
        minimum_tls_version=1.2,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
        server_access_logs_bucket=access_logs,
        server_access_logs_prefix="artifacts/",
        lifecycle_rules=[*lifecycle, _leftovers()],
        removal_policy=RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        **replication,
    )


def expiry(rule_id: str, prefix: str, lifetime: Duration) -> s3.LifecycleRule:
    return s3.LifecycleRule(id=rule_id, prefix=prefix, expiration=lifetime)


def _leftovers() -> s3.LifecycleRule:
    return s3.LifecycleRule(
        id="RemoveLeftovers",
        noncurrent_version_expiration=SHORT_LIVED,
        abort_incomplete_multipart_upload_after=Duration.days(1),
    )
