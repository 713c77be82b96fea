"""The artifact store: a bucket with a key of its own. Its two policies say who writes and reads what."""

from functools import cached_property

from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from config import names
from config.branches import reviewed_for
from config.model import Pipeline
from pipeline_stack import artifact_access as access
from pipeline_stack.environment_access import BUILT, SOURCE, SYNTHESIZED, sid
from pipeline_stack.replication import Replication
from stack_parts.artifact_bucket import LONG_LIVED, SHORT_LIVED, artifact_bucket, expiry
from stack_parts.keys import managed_key
from stack_parts.logs import access_logs_bucket


class ArtifactStore(Construct):
    def __init__(self, scope: Construct, config: Pipeline, users: access.Users) -> None:
        super().__init__(scope, "Artifacts")
        self._config = config
        self._users = users
        uses = access.key_statements(config, users)
        encryption = config.security.encryption
        self.key = managed_key(
            self, "Key", "Artifacts of the pipeline", config.tools.account, uses, encryption.key_rotation_days
        )
        self.access_logs = self._access_logs()
        self.bucket = self._make_bucket()
        for statement in access.bucket_statements(users):
            self.bucket.add_to_resource_policy(statement)

    @property
    def policy(self) -> s3.BucketPolicy:
        policy = self.bucket.policy
        assert policy is not None, "every bucket here has one, which enforces TLS"
        return policy

    @cached_property
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
        return artifact_bucket(
            self,
            names.artifact_bucket_name(self._config),
            self.key,
            self.access_logs,
            self._lifecycle(),
            replication_role=copying.role if copying else None,
            replication_rules=[copying.rule] if copying else None,
        )

    def _lifecycle(self) -> list[s3.LifecycleRule]:
        return [rule for config, _ in self._users.values() for rule in _expiry(config)]


def _expiry(config: Pipeline) -> list[s3.LifecycleRule]:
    delivered = SHORT_LIVED if reviewed_for(config) else LONG_LIVED
    lifetimes = {SOURCE: SHORT_LIVED, BUILT: delivered, SYNTHESIZED: delivered}
    return [
        *(
            expiry(sid(f"Expire{artifact}", config), names.artifact_key(config, artifact), lifetime)
            for artifact, lifetime in lifetimes.items()
        ),
        expiry(sid("ExpireBuildCache", config), names.build_cache_prefix(config), SHORT_LIVED),
    ]
