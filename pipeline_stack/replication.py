"""A copy of every artifact in another bucket, best in another region: S3 replicates it under a role of its own."""

from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from config import names
from config.model import Pipeline, Replica
from pipeline_stack import permissions
from stack_parts.role import service_if_it_says, written_role


class Replication(Construct):
    def __init__(self, scope: Construct, config: Pipeline, replica: Replica, artifact_key_arn: str) -> None:
        super().__init__(scope, "Replication")
        self.role = written_role(
            self,
            "replicate",
            names.tools_role_name(config, "replicate"),
            service_if_it_says("s3.amazonaws.com", config.tools.account, names.artifact_bucket_arn(config)),
            permissions.replicate(config, replica, artifact_key_arn),
        )
        self.rule = s3.ReplicationRule(
            id="CopyArtifacts",
            priority=1,
            destination=s3.Bucket.from_bucket_name(self, "Bucket", replica.bucket),
            kms_key=kms.Key.from_key_arn(self, "Key", replica.key),
            sse_kms_encrypted_objects=True,
            delete_marker_replication=False,  # what expires or is deleted here stays there
        )
