"""Who did what: the trail of the tools account, and the bucket to which the trails of all accounts deliver.

Nobody but CloudTrail writes there, and nobody deletes before the time is over (docs/decisions/0039).
"""

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from config import names, places
from config.model import Pipeline
from pipeline_stack import audit_access as access
from stack_parts.audit_trail import AuditTrail
from stack_parts.keys import managed_key


class Audit(Construct):
    def __init__(self, scope: Construct, config: Pipeline, log_key: kms.IKey, access_logs: s3.IBucket) -> None:
        super().__init__(scope, "Audit")
        self._config = config
        key = self._key()
        bucket = _bucket(self, config, key, access_logs)
        for statement in access.bucket_statements(config):
            bucket.add_to_resource_policy(statement)
        regions = (config.tools.region, *places.other_regions(config))
        trail = AuditTrail(
            self,
            name=names.trail_name(config),
            arn=names.trail_arn(config),
            bucket=bucket.bucket_name,
            key=key.key_arn,
            log_group_name=names.trail_log_group_name(config),
            log_key=log_key,
            objects_of=[names.artifact_bucket_arn(config, region) for region in regions],
        )
        assert bucket.policy is not None, "every bucket here has one, which enforces TLS"
        trail.node.add_dependency(bucket.policy)  # CreateTrail tries whether it can write

    def _key(self) -> kms.Key:
        config = self._config
        uses, days = access.key_statements(config), config.security.encryption.key_rotation_days
        key = managed_key(self, "Key", "What the trails recorded", config.tools.account, uses, days)
        kms.Alias(self, "Alias", alias_name=names.audit_key_alias(config), target_key=key)
        return key


def _bucket(scope: Construct, config: Pipeline, key: kms.IKey, access_logs: s3.IBucket) -> s3.Bucket:
    kept = Duration.days(config.audit.keep_days)
    return s3.Bucket(
        scope,
        "Bucket",
        bucket_name=names.audit_bucket_name(config),
        encryption=s3.BucketEncryption.KMS,
        encryption_key=key,
        bucket_key_enabled=True,
        versioned=True,
        object_lock_enabled=True,
        object_lock_default_retention=s3.ObjectLockRetention.governance(kept),
        enforce_ssl=True,
        minimum_tls_version=1.2,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
        server_access_logs_bucket=access_logs,
        server_access_logs_prefix="audit/",
        lifecycle_rules=[
            s3.LifecycleRule(
                id="ExpireRecords",
                expiration=kept,
                noncurrent_version_expiration=Duration.days(1),
                abort_incomplete_multipart_upload_after=Duration.days(1),
            )
        ],
        removal_policy=RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    )
