"""The artifact store: a bucket with a key of its own. Its two policies say who writes and reads what."""

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from config import names
from config.model import Pipeline
from pipeline_stack import artifact_access as access
from pipeline_stack.replication import Replication
from pipeline_stack.roles import Roles
from stack_parts.keys import managed_key
from stack_parts.logs import access_logs_bucket

SHORT_LIVED = Duration.days(30)
# An instance that Auto Scaling starts, and a rollback, download the last successful revision however
# old it is: what is delivered must outlive the longest pause between two releases.
LONG_LIVED = Duration.days(365)


class ArtifactStore(Construct):
    def __init__(self, scope: Construct, config: Pipeline, roles: Roles) -> None:
        super().__init__(scope, "Artifacts")
        self._config = config
        uses = access.key_statements(config, roles)
        encryption = config.security.encryption
        self.key = managed_key(
            self, "Key", "Artifacts of the pipeline", config.tools.account, uses, encryption.key_rotation_days
        )
        self.bucket = self._make_bucket()
        for statement in access.bucket_statements(config, roles):
            self.bucket.add_to_resource_policy(statement)

    @property
    def policy(self) -> s3.BucketPolicy:
        policy = self.bucket.policy
        assert policy is not None, "every bucket here has one, which enforces TLS"
        return policy

    def as_users_see_it(self) -> s3.IBucket:
        """The same bucket for the pipeline and the projects, whose own grants must not reach its policy."""
        return s3.Bucket.from_bucket_attributes(
            self,
            "Imported",
            bucket_name=self.bucket.bucket_name,
            encryption_key=kms.Key.from_key_arn(self, "ImportedKey", self.key.key_arn),
        )

    def _access_logs(self) -> s3.IBucket:
        tools = self._config.tools
        existing = names.access_logs_bucket_name(self._config, tools.account, tools.region)
        return access_logs_bucket(self, "AccessLogs", existing)

    def _make_bucket(self) -> s3.Bucket:
        wanted = self._config.security.artifact_replica
        copying = Replication(self, self._config, wanted, self.key.key_arn) if wanted else None
        return s3.Bucket(
            self,
            "Bucket",
            bucket_name=names.artifact_bucket_name(self._config),
            encryption=s3.BucketEncryption.KMS,
            encryption_key=self.key,
            bucket_key_enabled=True,
            versioned=True,
            enforce_ssl=True,
            minimum_tls_version=1.2,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            server_access_logs_bucket=self._access_logs(),
            server_access_logs_prefix="artifacts/",
            replication_role=copying.role if copying else None,
            replication_rules=[copying.rule] if copying else None,
            lifecycle_rules=self._lifecycle(),
            removal_policy=RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        )

    def _lifecycle(self) -> list[s3.LifecycleRule]:
        lifetimes = {
            access.SOURCE: SHORT_LIVED,
            access.BUILT: LONG_LIVED,
            access.SYNTHESIZED: LONG_LIVED,
        }
        expiry = [
            s3.LifecycleRule(
                id=f"Expire{artifact}",
                prefix=names.artifact_key(self._config, artifact),
                expiration=lifetime,
            )
            for artifact, lifetime in lifetimes.items()
        ]
        cache = s3.LifecycleRule(
            id="ExpireBuildCache",
            prefix=names.build_cache_prefix(self._config),
            expiration=SHORT_LIVED,
        )
        leftovers = s3.LifecycleRule(
            id="RemoveLeftovers",
            noncurrent_version_expiration=SHORT_LIVED,
            abort_incomplete_multipart_upload_after=Duration.days(1),
        )
        return [*expiry, cache, leftovers]
